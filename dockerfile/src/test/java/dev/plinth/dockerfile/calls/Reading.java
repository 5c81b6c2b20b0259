package dev.plinth.dockerfile.calls;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Instruction;

/** Calls of an instruction written out. */
final class Reading {
  private Reading() {}

  static Dockerfile file(String text) {
    return DockerfileParser.parse(SourceText.of(text));
  }

  /** Of the only instruction in a text. */
  static Calls calls(String text) {
    Instruction instruction = file(text).instructions().getLast();
    return Calls.of(instruction);
  }

  static PackageCall only(String script) {
    return calls("RUN " + script).packages().getFirst();
  }

  /** Action, manager, sub-command, then each package as kind:name[constraint], then options. */
  static String shown(PackageCall call) {
    StringBuilder out = new StringBuilder();
    out.append(call.action()).append(' ').append(call.manager().program());
    out.append(" <").append(call.command()).append('>');
    for (PackageCall.Requested each : call.packages()) {
      out.append(' ');
      if (each.kind() != PackageCall.Kind.NAME) {
        out.append(each.kind()).append(':');
      }
      out.append(each.name().replace('\0', '¤'));
      if (each.constrained()) {
        out.append('[').append(each.constraint().replace('\0', '¤')).append(']');
      }
    }
    out.append(" |");
    for (PackageCall.Option option : call.options()) {
      out.append(' ').append(option.name());
      if (option.value() != null) {
        out.append('(').append(option.value().replace('\0', '¤')).append(')');
      }
    }
    return out.toString();
  }
}
