package dev.plinth.checks.identity;

import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.KnownBase;
import dev.plinth.bases.known.KnownBase.Kind;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image that runs as root because nothing says otherwise. */
@RuleInfo(
    id = "no-user",
    level = Level.WARNING,
    title = "Image without a USER runs as root",
    category = Category.IDENTITY,
    aliases = {"hadolint:DL3002", "trivy:DS-0002", "checkov:CKV_DOCKER_3", "dockle:CIS-DI-0001"})
public final class NoUser implements Rule {
  /** Whom nobody else is: the number that distroless images use. */
  private static final String NOBODY = "65532:65532";

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    BaseFacts bases = BaseFacts.of(facts);
    Stage last = bases.last();
    if (last == null || last.end().userBy() != null) {
      return;
    }
    ImageUse bottom = bases.bottom(last);
    ImageName image = BaseFacts.name(bottom);
    KnownBase base = bases.base(last);
    if (image == null
        || facts.windows(last)
        || (base != null && (base.nonRoot() || base.distribution().equals("windows")))
        || (bottom.scratch() && !bases.runs())
        || UserFacts.stepsDown(facts)) {
      return;
    }
    boolean root = base != null && base.root();
    Reporter.Hit hit =
        report.at(
            last.base().span(),
            image.shown(),
            root
                ? "nothing says who runs the image, so that it is root"
                : "nothing says who runs the image: it is whom "
                    + image.shown()
                    + " says, or root");
    if (!root) {
      hit.level(Level.INFO);
    } else if (base != null && base.kind() == Kind.APPLICATION) {
      hit.level(Level.INFO)
          .because(image.repository() + " begins as root and gives that up by itself, or may");
    } else if (!bases.runsProgram()) {
      hit.level(Level.INFO)
          .because("it says of no program that runs in it, so that this may be for building alone");
    } else {
      hit.because(image.shown() + " leaves root as the user");
    }
    if (image.repository().startsWith("gcr.io/distroless/")
        && last.base().span().equals(bottom.span())) {
      nonRootTag(hit, bottom, image);
    } else {
      user(facts, hit, last, base);
    }
  }

  private static void nonRootTag(Reporter.Hit hit, ImageUse use, ImageName image) {
    String tag = image.tagOrLatest();
    boolean known = tag.equals("latest") || tag.equals("debug");
    if (!known || use.variable() || !image.digest().isEmpty()) {
      hit.advise("take the tag nonroot, or add USER " + NOBODY);
      return;
    }
    String other = tag.equals("debug") ? ":debug-nonroot" : ":nonroot";
    int end = use.span().end();
    int start = image.tag().isEmpty() ? end : end - image.tag().length() - 1;
    hit.edit("take the tag that runs as nonroot", Safety.REVIEW, new TextEdit(start, end, other));
  }

  private static void user(
      DockerfileFacts facts, Reporter.Hit hit, Stage last, @Nullable KnownBase base) {
    String name =
        base == null || base.users().isEmpty()
            ? null
            : UserFacts.number(facts, base.users().getFirst());
    String user = name == null ? NOBODY : name + ":" + name;
    Instruction before = UserFacts.place(last);
    if (before == null || rootsOwn(BaseFacts.of(facts).shipped(), facts)) {
      hit.advise("add USER " + user + ", and give it the files that it must write");
      return;
    }
    hit.edit(
        "run as a user other than root; files that it writes must be its own",
        Safety.REVIEW,
        Edits.insertLine(facts.source(), before, "USER " + user));
  }

  /**
   * True where what runs lies in root's home, which nobody else can read, or a volume is to be
   * written to, which would be root's.
   */
  private static boolean rootsOwn(List<Stage> shipped, DockerfileFacts facts) {
    for (Stage stage : shipped) {
      for (Stage.Step step : stage.steps()) {
        Instruction instruction = step.instruction();
        boolean runs =
            instruction.keyword() == Keyword.CMD || instruction.keyword() == Keyword.ENTRYPOINT;
        if (instruction.keyword() == Keyword.VOLUME) {
          return true;
        }
        if (runs && facts.source().raw(instruction.span()).contains("/root/")) {
          return true;
        }
      }
    }
    Stage last = shipped.getFirst();
    String folder = last.end().workdirBy() == null ? null : last.end().workdir();
    return folder != null && (folder.equals("/root") || folder.startsWith("/root/"));
  }
}
