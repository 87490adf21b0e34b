package dev.signalbox.audit.search;

import static dev.signalbox.audit.search.ActionText.attempt;
import static dev.signalbox.audit.search.ActionText.result;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Titles and sentences for the actions that CircleCI server and Signalbox write to the audit log.
 * The first fifteen are documented in "Audit Log Events" of the CircleCI server operations guide.
 */
final class KnownActions {

  /** All but those of Nomad and of snapshots. */
  private static final Map<String, ActionText> OTHERS =
      Map.ofEntries(
          Map.entry(
              "context.create", attempt("Context created", "created", "create", "context {name}")),
          Map.entry(
              "context.delete", attempt("Context deleted", "deleted", "delete", "context {name}")),
          Map.entry(
              "context.env_var.delete",
              attempt(
                  "Context variable removed",
                  "removed",
                  "remove",
                  "a variable from context {name}")),
          Map.entry(
              "context.env_var.store",
              attempt("Context variable set", "set", "set", "a variable in context {name}")),
          Map.entry(
              "context.secrets.accessed",
              attempt(
                  "Context secrets read by a job",
                  "read",
                  "read",
                  "the secrets of context {name}")),
          Map.entry(
              "project.env_var.create",
              attempt("Project variable added", "added", "add", "a variable to project {name}")),
          Map.entry(
              "project.env_var.delete",
              attempt(
                  "Project variable removed",
                  "removed",
                  "remove",
                  "a variable from project {name}")),
          Map.entry(
              "project.settings.update",
              attempt(
                  "Project settings changed",
                  "changed",
                  "change",
                  "the settings of project {name}")),
          Map.entry("user.create", attempt("Account created", "signed up", "sign up", "")),
          Map.entry("user.logged_in", attempt("Signed in", "signed in", "sign in", "")),
          Map.entry(
              "user.reauthenticated",
              attempt(
                  "Confirmed without GitHub", "confirmed", "confirm", "an action without GitHub")),
          Map.entry(
              "user.one_time_codes.created",
              attempt("One-time codes created", "created", "create", "one-time codes")),
          Map.entry(
              "user.one_time_codes.revoked",
              attempt("One-time codes revoked", "revoked", "revoke", "one-time codes")),
          Map.entry(
              "user.one_time_code.used",
              attempt(
                  "Signed in with a one-time code",
                  "signed in",
                  "sign in",
                  "with a one-time code")),
          Map.entry("user.logged_out", attempt("Signed out", "signed out", "sign out", "")),
          Map.entry(
              "workflow.job.approve", attempt("Job approved", "approved", "approve", "job {name}")),
          Map.entry("workflow.job.finish", result("Job finished", "finished job {name}")),
          Map.entry(
              "workflow.job.scheduled",
              attempt("Job scheduled", "scheduled", "schedule", "job {name}")),
          Map.entry("workflow.job.start", attempt("Job started", "started", "start", "job {name}")),
          Map.entry(
              "user.suspended", attempt("User suspended", "suspended", "suspend", "{target}")),
          Map.entry(
              "user.activated", attempt("User activated", "activated", "activate", "{target}")),
          Map.entry(
              "user.access_revoked",
              attempt(
                  "Access revoked: left the organization",
                  "revoked",
                  "revoke",
                  "the access of {target}")),
          Map.entry(
              "user.role.changed",
              attempt("Role changed", "changed", "change", "the role of {target}")),
          Map.entry(
              "user.permission.reset",
              attempt(
                  "GitHub authorization revoked",
                  "revoked",
                  "revoke",
                  "the GitHub authorization of a refused user")),
          Map.entry(
              "user.session.ended",
              attempt("Session ended remotely", "ended", "end", "a session of {target}")),
          Map.entry("user.sign_in.refused", result("Sign-in refused", "was refused sign-in")),
          Map.entry(
              "user.list.exported",
              attempt("User list exported", "exported", "export", "the user list")),
          Map.entry(
              "token.created",
              attempt("API token created", "created", "create", "API token {name}")),
          Map.entry(
              "token.revoked",
              attempt("API token revoked", "revoked", "revoke", "API token {name}")),
          Map.entry(
              "token.kept",
              attempt(
                  "API token kept after a restore",
                  "kept",
                  "keep",
                  "API token {name} after a restore of the database")),
          Map.entry(
              "database.restore.detected",
              attempt(
                  "Restore of the database detected",
                  "detected",
                  "detect",
                  "a restore of the database")),
          Map.entry(
              "database.restore.seals.accepted",
              attempt(
                  "Restored audit log accepted",
                  "accepted",
                  "accept",
                  "the audit log of a restored database")),
          Map.entry(
              "settings.registration.updated",
              attempt("Sign-in rules changed", "changed", "change", "the sign-in rules")),
          Map.entry(
              "audit_log.downloaded",
              attempt("Audit events exported", "exported", "export", "audit events")),
          Map.entry(
              "audit_log.import.started",
              attempt("Import started", "started", "start", "the import of {name}")),
          Map.entry("audit_log.imported", attempt("File imported", "imported", "import", "{name}")),
          Map.entry(
              "audit_log.archive.downloaded",
              attempt("Archive file downloaded", "downloaded", "download", "archive file {name}")),
          Map.entry(
              "audit_log.archived",
              attempt("Month archived", "archived", "archive", "the audit events of {name}")),
          Map.entry(
              "audit_log.month.dropped",
              attempt(
                  "Archived month removed from database",
                  "removed",
                  "remove",
                  "the archived events of {name} from the database")),
          Map.entry(
              "wall.link.created",
              attempt("Wall link created", "created", "create", "wall link {name}")),
          Map.entry(
              "wall.link.revoked",
              attempt("Wall link revoked", "revoked", "revoke", "wall link {name}")),
          Map.entry(
              "artifact.policy.changed",
              attempt(
                  "Artifact policy changed",
                  "changed",
                  "change",
                  "the content types of artifacts")),
          Map.entry(
              "artifact.policy.published",
              attempt(
                  "Artifact policy written to Kubernetes",
                  "wrote",
                  "write",
                  "the artifact policy to ConfigMap {name}")));

  private static final Map<String, ActionText> TEXTS =
      Stream.of(NomadActionTexts.TEXTS, SnapshotActionTexts.TEXTS, OTHERS)
          .flatMap(texts -> texts.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /** Actions that are not changes, or that Signalbox does on its own. */
  private static final Pattern NO_CHANGE =
      Pattern.compile(
          "workflow\\..*|.*\\.(?:downloaded|exported|accessed|archived|dropped)"
              + "|user\\.(?:logged_in|logged_out|reauthenticated|one_time_code\\.used|session\\.ended|sign_in\\.refused)");

  private static final List<String> CHANGES =
      TEXTS.keySet().stream()
          .filter(action -> !NO_CHANGE.matcher(action).matches())
          .sorted()
          .toList();

  private KnownActions() {}

  /** Returns the actions that change something: no builds, sign-ins or downloads. */
  static List<String> changes() {
    return CHANGES;
  }

  /** Returns the title of an action, or the empty string if it is unknown. */
  static String title(String action) {
    @Nullable ActionText text = TEXTS.get(action);
    return text == null ? "" : text.title();
  }

  /**
   * Returns an event as a sentence such as "admin suspended viewer", not escaped. An unknown action
   * is spelled out: "admin: deploy started (pod web-1)".
   */
  static String sentence(EventSummary event) {
    String actor = event.actorName() == null ? "actor " + event.actorId() : event.actorName();
    @Nullable ActionText text = TEXTS.get(event.action());
    return text == null
        ? "%s: %s (%s)".formatted(actor, spelledOut(event.action()), typed(event, event.target()))
        : actor + " " + text.of(event);
  }

  static String typed(EventSummary event, String name) {
    return spelledOut(event.targetType()) + " " + name;
  }

  private static String spelledOut(String code) {
    return code.replaceAll("[._-]+", " ").strip();
  }
}
