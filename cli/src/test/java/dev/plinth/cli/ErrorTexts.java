package dev.plinth.cli;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The error codes in Java sources, with the texts they are made with. What is known at run time
 * alone stands there as an ellipsis.
 */
final class ErrorTexts extends TreeScanner<@Nullable Void, @Nullable Void> {
  private static final Pattern CODE = Pattern.compile("PLINTH(-[A-Z0-9]+)+");
  private static final String UNKNOWN = "…";

  /** What is said under one code, each text once, in the order of the sources. */
  static final class Texts {
    final Set<String> tried = new LinkedHashSet<>();
    final Set<String> because = new LinkedHashSet<>();
    final Set<String> next = new LinkedHashSet<>();
  }

  private final Map<String, Texts> found = new TreeMap<>();
  private final Map<String, ExpressionTree> constants = new HashMap<>();
  private final Map<String, ExpressionTree> helpers = new HashMap<>();

  private ErrorTexts() {}

  /** All codes of these files. */
  static Map<String, Texts> of(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, Texts> all = new TreeMap<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      for (CompilationUnitTree unit : task.parse()) {
        ErrorTexts texts = new ErrorTexts();
        for (Tree type : unit.getTypeDecls()) {
          if (type instanceof ClassTree declared) {
            texts.remember(declared);
          }
        }
        texts.scan(unit, null);
        texts.found.forEach((code, said) -> {
          Texts known = all.computeIfAbsent(code, _ -> new Texts());
          known.tried.addAll(said.tried);
          known.because.addAll(said.because);
          known.next.addAll(said.next);
        });
      }
    }
    return all;
  }

  private void remember(ClassTree type) {
    for (Tree member : type.getMembers()) {
      if (member instanceof VariableTree field && field.getInitializer() != null) {
        constants.put(field.getName().toString(), field.getInitializer());
      } else if (member instanceof MethodTree method && method.getBody() != null) {
        List<? extends StatementTree> body = method.getBody().getStatements();
        if (body.size() == 1 && body.getFirst() instanceof ReturnTree only) {
          helpers.put(method.getName().toString(), only.getExpression());
        }
      }
    }
  }

  @Override
  public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
    if (literal.getValue() instanceof String text && CODE.matcher(text).matches()) {
      found.computeIfAbsent(text, _ -> new Texts());
    }
    return super.visitLiteral(literal, nothing);
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
    if (made.getIdentifier().toString().equals("PlinthException")) {
      List<? extends ExpressionTree> given = made.getArguments();
      String code = text(given.getFirst(), 0);
      if (CODE.matcher(code).matches()) {
        Texts texts = found.computeIfAbsent(code, _ -> new Texts());
        texts.tried.add(text(given.get(1), 0));
        texts.because.add(text(given.get(2), 0));
        texts.next.add(text(given.get(3), 0));
      }
    }
    return super.visitNewClass(made, nothing);
  }

  /** A whole message, given to some method together with a code. */
  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
    String code = "";
    String message = "";
    for (ExpressionTree argument : call.getArguments()) {
      String given = text(argument, 0);
      code = CODE.matcher(given).matches() ? given : code;
      message = given.startsWith("Tried to ") ? given : message;
    }
    int because = message.indexOf(", but ");
    int next = message.indexOf("; ", because);
    if (!code.isEmpty() && because > 0 && next > 0) {
      Texts texts = found.computeIfAbsent(code, _ -> new Texts());
      texts.tried.add(message.substring("Tried to ".length(), because));
      texts.because.add(message.substring(because + ", but ".length(), next));
      texts.next.add(message.substring(next + 2));
    }
    return super.visitMethodInvocation(call, nothing);
  }

  private String text(@Nullable ExpressionTree expression, int depth) {
    if (depth > 20) {
      return UNKNOWN;
    }
    return switch (expression) {
      case LiteralTree literal -> literal.getValue() instanceof String said ? said : UNKNOWN;
      case ParenthesizedTree inner -> text(inner.getExpression(), depth + 1);
      case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS ->
          joined(text(sum.getLeftOperand(), depth + 1), text(sum.getRightOperand(), depth + 1));
      case ConditionalExpressionTree choice -> {
        List<String> texts = new ArrayList<>();
        texts.add(text(choice.getTrueExpression(), depth + 1));
        texts.add(text(choice.getFalseExpression(), depth + 1));
        yield texts.contains("") || texts.contains(UNKNOWN) ? UNKNOWN : String.join(" / ", texts);
      }
      case IdentifierTree name when constants.containsKey(name.getName().toString()) ->
          text(constants.get(name.getName().toString()), depth + 1);
      case MethodInvocationTree call
          when call.getMethodSelect() instanceof IdentifierTree name
              && helpers.containsKey(name.getName().toString()) ->
          text(helpers.get(name.getName().toString()), depth + 1);
      case null, default -> UNKNOWN;
    };
  }

  private static String joined(String left, String right) {
    return left.endsWith(UNKNOWN) && right.startsWith(UNKNOWN) ? left : left + right;
  }
}
