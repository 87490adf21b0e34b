package dev.signalbox.artifacts.policy;

import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * View model of a revision.
 *
 * @param changes its differences from the revision before it
 * @param restoreChanges what restoring it changes
 */
record RevisionPage(
    int number,
    String title,
    String summary,
    @Nullable String savedBy,
    @Nullable TimestampView savedAt,
    String reason,
    boolean allowUnsafe,
    List<String> rendered,
    List<String> plainText,
    List<String> changes,
    List<String> restoreChanges,
    ActionButton restore) {

  static RevisionPage of(
      PolicyRevision revision,
      PolicyRevision before,
      PolicyRevision current,
      CurrentUser user,
      Clock clock) {
    ContentTypePolicy policy = revision.policy();
    PolicyDiff restored = PolicyDiff.of(current.policy(), policy);
    return new RevisionPage(
        revision.number(),
        title(revision),
        PolicyText.summary(policy),
        revision.savedBy(),
        TimestampView.ofNullable(revision.savedAt(), clock),
        revision.reason(),
        policy.allowUnsafe(),
        List.copyOf(policy.rendered()),
        List.copyOf(policy.plainText()),
        PolicyText.changes(PolicyDiff.of(before.policy(), policy)),
        PolicyText.changes(restored),
        ActionButton.of(
            "Restore revision", user, restored.isEmpty() ? "This policy is in force." : null));
  }

  /** Returns the page that confirms the restore. */
  public String restoreUrl() {
    return PolicyController.PAGE + "/revisions/" + number + "/restore";
  }

  static String url(PolicyRevision revision) {
    return PolicyController.PAGE + "/revisions/" + revision.number();
  }

  static String title(PolicyRevision revision) {
    return revision.number() == 0 ? "Defaults" : "Revision " + revision.number();
  }
}
