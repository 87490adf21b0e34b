package dev.signalbox.artifacts.policy;

import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * View model of the policy page.
 *
 * @param query the submitted search text
 * @param unsafe whether unsafe types are allowed
 * @param tester the result of the tester
 * @param buttons the buttons by action
 */
record PolicyPage(
    String summary,
    String query,
    boolean unsafe,
    String unsafeText,
    List<Category> categories,
    PolicyTester tester,
    ConfigMapPanel configMap,
    List<RevisionRow> revisions,
    Map<String, ActionButton> buttons) {

  private static final List<String> FAMILIES =
      List.of("text", "application", "image", "video", "audio");

  static PolicyPage of(
      PolicyRevision current,
      List<PolicyRevision> newest,
      String query,
      PolicyTester tester,
      ConfigMapPanel configMap,
      CurrentUser user,
      Clock clock) {
    ContentTypePolicy policy = current.policy();
    return new PolicyPage(
        PolicyText.summary(policy),
        query,
        policy.allowUnsafe(),
        PolicyText.UNSAFE,
        categories(policy, newest, query, user, clock),
        tester,
        configMap,
        newest.stream().map(one -> RevisionRow.of(one, clock)).toList(),
        Map.of(
            "add",
            ActionButton.of("Add type", user, null),
            "unsafe",
            ActionButton.of(
                policy.allowUnsafe() ? "Forbid unsafe types" : "Allow unsafe types", user, null),
            "reset",
            ActionButton.of(
                "Reset to defaults",
                user,
                policy.equals(ContentTypePolicy.DEFAULT) ? "The defaults apply." : null)));
  }

  private static List<Category> categories(
      ContentTypePolicy policy,
      List<PolicyRevision> newest,
      String query,
      CurrentUser user,
      Clock clock) {
    Map<String, PolicyRevision> lastChanges = lastChanges(newest);
    TreeSet<String> types = new TreeSet<>(policy.rendered());
    types.addAll(policy.plainText());
    types.addAll(ContentTypePolicy.DEFAULT.rendered());
    types.addAll(ContentTypePolicy.DEFAULT.plainText());
    Map<String, List<TypeRow>> rows = new HashMap<>();
    for (String type : types) {
      TypeRow row = TypeRow.of(type, policy, lastChanges.get(type), user, clock);
      if (row.matches(query)) {
        rows.computeIfAbsent(family(type), family -> new ArrayList<>()).add(row);
      }
    }
    List<Category> categories = new ArrayList<>();
    for (String family : FAMILIES) {
      if (rows.containsKey(family)) {
        categories.add(new Category(title(family), rows.get(family)));
      }
    }
    if (rows.containsKey("")) {
      categories.add(new Category("Other", rows.get("")));
    }
    return categories;
  }

  /** Returns the newest revision by the types that it changed. */
  private static Map<String, PolicyRevision> lastChanges(List<PolicyRevision> newest) {
    Map<String, PolicyRevision> changes = new HashMap<>();
    for (int at = 0; at < newest.size(); at++) {
      PolicyRevision revision = newest.get(at);
      if (at + 1 == newest.size() && revision.number() > 1) {
        // the revision before it is not known
        break;
      }
      PolicyRevision before = at + 1 < newest.size() ? newest.get(at + 1) : PolicyRevision.DEFAULT;
      PolicyDiff.of(before.policy(), revision.policy())
          .types()
          .forEach(change -> changes.putIfAbsent(change.type(), revision));
    }
    return changes;
  }

  private static String family(String type) {
    String family = type.substring(0, type.indexOf('/'));
    return FAMILIES.contains(family) ? family : "";
  }

  private static String title(String family) {
    return family.substring(0, 1).toUpperCase(Locale.ROOT) + family.substring(1);
  }

  /** The types with the same top-level name. */
  record Category(String title, List<TypeRow> types) {}

  /**
   * A type.
   *
   * @param outcome what happens to its files now
   * @param note a deviation of the outcome from the list, or another name; or empty
   * @param changedBy who changed its list last, or null for the default
   */
  record TypeRow(
      String type,
      StatusLabel outcome,
      String note,
      @Nullable String changedBy,
      @Nullable TimestampView changedAt,
      @Nullable String revisionUrl,
      String url,
      ActionButton change) {

    static TypeRow of(
        String type,
        ContentTypePolicy policy,
        @Nullable PolicyRevision lastChange,
        CurrentUser user,
        Clock clock) {
      return new TypeRow(
          type,
          PolicyText.outcome(policy.decide(type).disposition()),
          note(type, policy),
          lastChange == null ? null : lastChange.savedBy(),
          lastChange == null ? null : TimestampView.ofNullable(lastChange.savedAt(), clock),
          lastChange == null ? null : RevisionPage.url(lastChange),
          PolicyController.PAGE
              + "/types/edit?type="
              + UriUtils.encodeQueryParam(type, StandardCharsets.UTF_8).replace("+", "%2B"),
          ActionButton.of("Change", user, null));
    }

    private static String note(String type, ContentTypePolicy policy) {
      Disposition listed = policy.listed(type);
      if (listed != policy.decide(type).disposition()) {
        return listed == Disposition.RENDER
            ? "rendered if unsafe types are allowed"
            : "plain text if unsafe types are not allowed";
      }
      return type.equals("image/jpeg") ? "also image/jpg" : "";
    }

    boolean matches(String query) {
      String text = query.strip().toLowerCase(Locale.ROOT);
      return type.contains(text)
          || note.contains(text)
          || outcome.text().toLowerCase(Locale.ROOT).contains(text);
    }
  }

  record RevisionRow(
      int number, String url, String savedBy, @Nullable TimestampView savedAt, String reason) {

    static RevisionRow of(PolicyRevision revision, Clock clock) {
      return new RevisionRow(
          revision.number(),
          RevisionPage.url(revision),
          revision.savedBy() == null ? "Signalbox" : revision.savedBy(),
          TimestampView.ofNullable(revision.savedAt(), clock),
          revision.reason());
    }
  }
}
