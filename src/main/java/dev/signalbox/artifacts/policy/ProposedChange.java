package dev.signalbox.artifacts.policy;

import java.util.List;
import java.util.Locale;

/**
 * A change of the policy before its confirmation.
 *
 * @param base number of the revision that it changes
 * @param policy the policy after the change
 * @param url where the confirmation is sent
 * @param back the page on which the change was chosen
 * @param effect what the change means
 * @param changes the differences as sentences
 * @param allowsUnsafe whether it allows unsafe types, which were not allowed
 */
record ProposedChange(
    int base,
    ContentTypePolicy policy,
    String url,
    String back,
    String title,
    String effect,
    String button,
    List<String> changes,
    boolean allowsUnsafe) {

  static ProposedChange unsafe(PolicyRevision current) {
    boolean allowed = !current.policy().allowUnsafe();
    return of(
        current,
        current.policy().withUnsafe(allowed),
        PolicyController.PAGE + "/unsafe",
        PolicyController.PAGE,
        allowed ? "Allow unsafe types" : "Forbid unsafe types",
        allowed
            ? PolicyText.UNSAFE + " Use a separate artifact origin if you allow them."
            : "Types that can contain scripts are shown as plain text or downloaded again.",
        allowed ? "Allow unsafe types" : "Forbid unsafe types");
  }

  static ProposedChange reset(PolicyRevision current) {
    return of(
        current,
        ContentTypePolicy.DEFAULT,
        PolicyController.PAGE + "/reset",
        PolicyController.PAGE,
        "Reset to defaults",
        "The lists of a new installation apply, and unsafe types are not allowed.",
        "Reset policy");
  }

  static ProposedChange restore(PolicyRevision current, PolicyRevision revision) {
    String page = RevisionPage.url(revision);
    return of(
        current,
        revision.policy(),
        page + "/restore",
        page,
        "Restore " + RevisionPage.title(revision).toLowerCase(Locale.ROOT),
        "Its policy is saved as a new revision."
            + (revision.policy().allowUnsafe() ? " " + PolicyText.UNSAFE : ""),
        "Restore revision");
  }

  private static ProposedChange of(
      PolicyRevision current,
      ContentTypePolicy policy,
      String url,
      String back,
      String title,
      String effect,
      String button) {
    return new ProposedChange(
        current.number(),
        policy,
        url,
        back,
        title,
        effect,
        button,
        PolicyText.changes(PolicyDiff.of(current.policy(), policy)),
        policy.allowUnsafe() && !current.policy().allowUnsafe());
  }

  /** Returns the same change of another revision. */
  ProposedChange basedOn(PolicyRevision current) {
    return of(current, policy, url, back, title, effect, button);
  }
}
