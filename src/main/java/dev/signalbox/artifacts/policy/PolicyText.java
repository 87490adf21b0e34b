package dev.signalbox.artifacts.policy;

import dev.signalbox.artifacts.policy.PolicyDiff.TypeChange;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

final class PolicyText {

  /** The risk of rendering unsafe types. */
  static final String UNSAFE =
      "HTML, SVG, XML, PDF and scripts of any build then run in the browser of the user who opens"
          + " them. They run in a sandbox without access to cookies and pages of Signalbox, but can"
          + " show a false sign-in page or use the computer's resources.";

  private PolicyText() {}

  static StatusLabel outcome(Disposition disposition) {
    return switch (disposition) {
      case RENDER -> new StatusLabel(StatusTone.OK, "eye", "Rendered");
      case PLAIN_TEXT -> new StatusLabel(StatusTone.ACCENT, "file-text", "Plain text");
      case DOWNLOAD -> new StatusLabel(StatusTone.IDLE, "download", "Download");
    };
  }

  static Map<String, String> outcomes() {
    Map<String, String> options = new LinkedHashMap<>();
    for (Disposition disposition : Disposition.values()) {
      options.put(disposition.name(), outcome(disposition).text());
    }
    return options;
  }

  static String summary(ContentTypePolicy policy) {
    return types(policy.rendered().size())
        + " rendered · "
        + types(policy.plainText().size())
        + " shown as plain text · all others are downloaded";
  }

  private static String types(int number) {
    return number == 1 ? "1 type" : number + " types";
  }

  /** Returns the differences as sentences. */
  static List<String> changes(PolicyDiff diff) {
    List<String> changes = new ArrayList<>();
    if (diff.allowUnsafe() != null) {
      changes.add(
          diff.allowUnsafe() ? "Unsafe types are allowed." : "Unsafe types are no longer allowed.");
    }
    for (TypeChange change : diff.types()) {
      changes.add(
          change.type()
              + ": "
              + outcome(change.before()).text().toLowerCase(Locale.ROOT)
              + " → "
              + outcome(change.after()).text().toLowerCase(Locale.ROOT));
    }
    return changes;
  }
}
