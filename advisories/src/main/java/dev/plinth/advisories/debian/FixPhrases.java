package dev.plinth.advisories.debian;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a sentence of a changelog says that a vulnerability it names is fixed. Nearly every
 * sentence that names one says so; these rules know the others: not affected, follow-ups to and
 * regressions of a fix from before, patches taken out or touched, remarks about the changelog,
 * other packages. Each rule was found in changelogs of Debian 11 to 13.
 */
final class FixPhrases {
  private static final String NOT =
      "(?:\\bnot|n[’']t|\\bnever|cannot)\\s+(?:be\\s+|yet\\s+|been\\s+|actually\\s+|fully\\s+)?";
  private static final String FEW = "(?:[\\w'/.+-]+\\s+){0,6}";

  /** What stands right before the names, or somewhere before them. */
  private static final List<Pattern> BEFORE =
      patterns(
          // not affected by, does not fix, no fix for, still vulnerable to
          NOT
              + "(?:affected|vulnerable|impacted|susceptible|exposed)\\s+(?:by|to)\\s+"
              + "(?:(?:the|this|that|any|of|issues?|vulnerabilit\\w+|bugs?|problems?)\\s+){0,4}$",
          NOT
              + "(?:fix|fixed|fixing|address\\w*|contain|include|cover|applicable|relevant|backport\\w*|"
              + "mitigated|exploitable)\\s+"
              + FEW
              + "$",
          "\\b(?:unaffected|unfixed)\\s+" + FEW + "$",
          "\\b(?:no|without(?:\\s+an?|\\s+the)?)\\s+(?:fix|fixes|patch|patches)\\s+" + FEW + "$",
          "\\b(?:still|remains?)\\s+(?:vulnerable|affected|open|exposed)\\s+" + FEW + "$",
          "\\b(?:ignor|postpon|defer|skipp?|reject|disput)(?:e|ed|ing)?\\s+(?:\\w+\\s+){0,2}$",
          // what fixes a fix
          "\\bregress\\w*",
          "\\b(?:caused|introduced|broken|triggered|exposed|uncovered)\\s+"
              + "(?:by|in|with|after|when)\\s[^(:,]{0,40}$",
          "\\bafter[-_]$",
          "\\b(?:breakage|fallout|bug|issue|error|failure|crash|problem)s?\\s+(?:from|of|after|in)\\s+"
              + "(?:the\\s+)?(?:previous\\s+)?(?:fix|fixes|patch|patches|backport)\\w*\\s+.{0,30}$",
          "\\bafter\\s+(?:the\\s+)?(?:fix|fixing|patching|security)\\w*\\s+" + FEW + "$",
          "^\\W*the\\s+(?:\\w+\\s+){0,2}(?:fix|fixes|patch|patches|solution|mitigation|backport)\\s+"
              + "(?:for|of|to|in)\\s+$",
          "\\b(?:fix|correct|improve|adjust|alter|amend|revis\\w+|rework|relax)\\w*\\s+(?:the\\s+|a\\s+)?"
              + "(?:\\w+\\s+){0,2}(?:backport|backporting|patch|patches|solution|fix)\\s+(?:of|for|to)\\s+"
              + "(?:the\\s+)?(?:patch\\s+(?:for|of)\\s+)?$",
          // about the changelog
          "\\bmention\\w*\\s.{0,40}$",
          "\\b(?:previous|earlier)\\s+(?:version|upload|release|revision|entry)\\b.*\\bfix\\w*\\b.*$",
          "\\balready\\s+(?:been\\s+)?(?:fix|address|includ|appl|patch|resolv|backport|solv)\\w*.*$",
          "\\bpreviously\\s+(?:fix|backport|address|releas|patch)\\w*.*$",
          // beside the matter
          "\\b(?:relat\\w+(?:\\s+to)?|see(?:\\s+also)?|cf|similar\\s+to|like|unlike|variant\\s+of|"
              + "duplicate\\s+of|same\\s+as|instead\\s+of|other\\s+than|worse\\s+than|alongside|"
              + "tests?(?:\\s+cases?)?\\s+(?:for|of)|testing|preparation\\s+(?:for|of)|in\\s+advance\\s+of|"
              + "pre-?requisites?(?:\\s+\\w+)?\\s+(?:for|of|to)|prepar\\w+\\s+(?:for|to)|"
              + "(?:needed|required)\\s+(?:by|for|to)|dependenc\\w+\\s+(?:for|of))"
              + "[\\s.:]+(?:the\\s+)?(?:fix\\w*\\s+)?(?:for\\s+|of\\s+)?$",
          "\\b(?:build-?depend|depend(?:s|ency)\\s+on|b-d\\b|versioned)\\w*.*$");

  /** What stands right after the names. */
  private static final List<Pattern> AFTER =
      patterns(
          "^[\\s\"'’)]*(?:is|are|was|were|do|does|did|has|have|had|remains?|will|can|could|should)\\s*"
              + "(?:not|n[’']t|never)\\b",
          "^[\\s\"'’):]*(?:(?:is|are|was|were|has|have|been|remains?|marked|considered|still)\\s+)+"
              + "(?:as\\s+)?(?:ignored|postponed|deferred|unfixed|open|disputed|rejected|invalid|"
              + "unimportant|vulnerable|pending|no-dsa|end-of-life|irrelevant|harmless|already|"
              + "unaffected|fixed\\s+(?:in|by|since|upstream)\\b(?!\\s+(?:this|the\\s+(?:present|same)|new))|"
              + "an?\\s+(?:duplicate|non-issue|false))",
          "^[\\s:(–-]*(?:ignored|postponed|deferred|unaffected|no-dsa|wontfix|won[’']t\\s+fix|not\\s+"
              + "(?:affected|vulnerable|applicable|fixed|yet|for\\s+us))\\b",
          "^[\\s\"'’)]*(?:fix\\w*\\s+|patch\\w*\\s+|backport\\w*\\s+)?(?:regress|follow-?\\s?up)",
          "^\\s*(?:fix|patch|backport)\\w*\\s+(?:was|is|were|had|has|cause|caused|broke|break|introduc|"
              + "made|did)\\w*");

  private static final Pattern REGRESSION = pattern("(?<!\\()\\bregress\\w*");
  private static final Pattern FOLLOW_UP = pattern("\\bfollow(?:ed)?[- ]?ups?\\b");
  private static final Pattern INCOMPLETE =
      pattern(
          "\\b(?:incomplete\\w*|ineffective|insufficient|not\\s+effective|still\\s+(?:present|exploitable)|"
              + "complete\\s+(?:the\\s+)?fix|not\\s+(?:fully|completely)\\s+fix)");
  private static final Pattern CHANGELOG =
      pattern(
          "\\b(?:previous|earlier|last|older|past)\\s+(?:changelog|upload|entr(?:y|ies))|"
              + "changelog\\s+entr|in\\s+(?:the\\s+)?changelog|’?'?s\\s+changelog|"
              + "(?:by|after|from)\\s+(?:the\\s+)?CVE\\s+fix|"
              + "debian/changelog|d/changelog|retroactiv");
  private static final Pattern ASSIGNED =
      pattern("\\b(?:assigned|tracked\\s+as|known\\s+as|identified\\s+as)\\b");
  private static final Pattern BEFORE_THIS =
      pattern(
          "\\b(?:previous\\w*|earlier|already|fixed\\s+in|backported\\s+in|addressed\\s+in|released|"
              + "uploaded)\\b");

  private static final Pattern TAKEN_OUT =
      pattern(
          "(?<![\\w/-])(?:drop(?:s|ped|ping)?|remov(?:e|es|ed|ing)|delet(?:e|es|ed|ing)|revert(?:s|ed|ing)?|"
              + "back(?:s|ed|ing)?\\s+out|disabl(?:e|es|ed|ing)|unapply)(?![\\w-])(.*)$");
  private static final Pattern PATCH =
      pattern("patch|\\bfix(?:es)?\\b|\\bdiff\\b|backport|\\bd/p|debian/");
  private static final Pattern TO_FIX =
      pattern(
          "\\b(?:(?:to|which|that|and|as\\s+an?[\\w\\s-]*)\\s+(?:fix|address|mitigate|resolve|prevent)\\w*|"
              + "fixing|fixes|addressing|mitigating|resolving|preventing|against)\\s+(?:[\\w'-]+\\s+){0,3}$");
  private static final Pattern FEW_WORDS = pattern("^\\s*(?:[\\w'.-]+\\s+){0,3}$");
  private static final Pattern TOUCHED_BEFORE =
      pattern("\\b(?:refresh|rebas|renam|rediff|reorder|unfuzz|de-?fuzz|clean)\\w*\\s");
  private static final Pattern TOUCHED_AFTER =
      pattern(
          "^\\S*[\\s:,({]*(?:is|was|has\\s+been|are|were|have\\s+been)?\\s*(?:drop|remov|delet|disabl|"
              + "revert|obsolete|refresh|rebas|renam|no\\s+longer|unneeded|not\\s+needed|upstreamed|"
              + "upstreamd|(?:applied|merged|included|fixed)\\s+(?:by\\s+|in\\s+)?upstream)");
  private static final Pattern UNDONE =
      pattern(
          "\\b(?:revert|remov|drop|disabl|back(?:ed|ing|s)?\\s+out)\\w*\\s.*\\b(?:fix|patch|change)");
  private static final Pattern WHY_UNDONE =
      pattern("\\b(?:regress|broke|break|caus|incorrect|wrong|bogus|incomplete|not\\s+need)\\w*");

  private FixPhrases() {}

  private static Pattern pattern(String text) {
    return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static List<Pattern> patterns(String... texts) {
    return java.util.Arrays.stream(texts).map(FixPhrases::pattern).toList();
  }

  /**
   * Whether the names that stand there are fixed.
   *
   * @param sentence the whole of it
   * @param start where the names begin
   * @param end where they end
   * @param subject whether the sentence or its line begins with them: what follows describes them
   */
  static boolean fixes(String sentence, int start, int end, boolean subject) {
    String before = sentence.substring(0, start);
    String after = sentence.substring(end);
    for (Pattern pattern : AFTER) {
      if (pattern.matcher(after).find()) {
        return INCOMPLETE.matcher(sentence).find();
      }
    }
    if (ASSIGNED.matcher(sentence).find() && BEFORE_THIS.matcher(sentence).find()) {
      return false;
    }
    boolean file = file(before, after);
    if (subject && !file) {
      return true;
    }
    if (INCOMPLETE.matcher(sentence).find()) {
      return true;
    }
    for (Pattern pattern : BEFORE) {
      if (pattern.matcher(before).find()) {
        return false;
      }
    }
    if (REGRESSION.matcher(after).find()
        || FOLLOW_UP.matcher(sentence).find()
        || CHANGELOG.matcher(sentence).find()) {
      return false;
    }
    if (file && (TOUCHED_AFTER.matcher(after).find() || TOUCHED_BEFORE.matcher(before).find())) {
      return false;
    }
    return !takenOut(before, file);
  }

  /** Whether a fix from before is taken back, so that the vulnerability is there again. */
  static boolean undoes(String sentence) {
    return UNDONE.matcher(sentence).find() && WHY_UNDONE.matcher(sentence).find();
  }

  /** A patch, or a fix, that goes: the upstream version has it, or it was wrong. */
  private static boolean takenOut(String before, boolean file) {
    java.util.regex.Matcher verb = TAKEN_OUT.matcher(before);
    if (!verb.find()) {
      return false;
    }
    String object = verb.group(1);
    if (TO_FIX.matcher(object).find()) {
      return false;
    }
    boolean inParentheses = object.lastIndexOf('(') > object.lastIndexOf(')');
    return file
        || PATCH.matcher(object).find()
        || (!inParentheses && FEW_WORDS.matcher(object).find());
  }

  /** Whether the name is part of a file's. */
  private static boolean file(String before, String after) {
    char last = before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
    boolean glued = last == '/' || last == '-' || last == '_' || last == '.';
    return glued
        || after.startsWith(" patch")
        || after.matches("(?s)[-_.][\\w{,}.-]+.*|/[\\w.-]+.*");
  }
}
