package dev.signalbox.audit.search;

import java.util.Map;

/**
 * What the actions mean that the installation and the console are known to write; others are shown
 * as they are. The first fifteen are those of the operations guide, chapter "Audit Log Events".
 */
final class KnownActions {

  private static final Map<String, String> DESCRIPTIONS =
      Map.ofEntries(
          Map.entry("context.create", "A context was made."),
          Map.entry("context.delete", "A context was removed with its variables."),
          Map.entry("context.env_var.delete", "A variable was removed from a context."),
          Map.entry("context.env_var.store", "A variable of a context was set."),
          Map.entry("context.secrets.accessed", "A job was given the secrets of a context."),
          Map.entry("project.env_var.create", "A project got a variable."),
          Map.entry("project.env_var.delete", "A project lost a variable."),
          Map.entry("project.settings.update", "The settings of a project were changed."),
          Map.entry("user.create", "Somebody came for the first time."),
          Map.entry("user.logged_in", "Somebody signed in."),
          Map.entry("user.logged_out", "Somebody signed out."),
          Map.entry("workflow.job.approve", "Somebody let a waiting job go on."),
          Map.entry("workflow.job.finish", "A job ended."),
          Map.entry("workflow.job.scheduled", "A job was put into the queue."),
          Map.entry("workflow.job.start", "A job began."),
          Map.entry("user.suspended", "Somebody was shut out."),
          Map.entry("user.activated", "Somebody was let in, or in again."),
          Map.entry(
              "user.access_revoked", "Somebody lost access because an organisation lost them."),
          Map.entry("user.role.changed", "Somebody was given another role."),
          Map.entry(
              "user.permission.reset", "Somebody took back the console's permission at GitHub."),
          Map.entry("user.session.ended", "A session was ended from outside."),
          Map.entry("user.sign_in.refused", "Somebody was not let in."),
          Map.entry("user.list.exported", "The list of people was downloaded."),
          Map.entry("nomad.client.list.exported", "The list of clients was downloaded."),
          Map.entry("token.created", "Somebody made an API token."),
          Map.entry("token.revoked", "An API token was ended."),
          Map.entry("settings.registration.updated", "The rules of registration were changed."),
          Map.entry("nomad.client.drained", "A Nomad client was drained, or its drain changed."),
          Map.entry("nomad.client.drain.cancelled", "The drain of a Nomad client was ended."),
          Map.entry(
              "nomad.client.eligibility.changed", "A Nomad client was let take builds, or not."),
          Map.entry("nomad.client.purged", "Nomad was made to forget a client."),
          Map.entry("nomad.client.release.requested", "A machine was asked to be released."),
          Map.entry("nomad.client.release.cancelled", "The release of a machine was cancelled."),
          Map.entry("nomad.client.released", "The release of a machine ended."),
          Map.entry("nomad.plan.created", "A rolling drain of Nomad clients was begun."),
          Map.entry("nomad.plan.paused", "A rolling drain was paused."),
          Map.entry("nomad.plan.resumed", "A rolling drain went on."),
          Map.entry("nomad.plan.aborted", "A rolling drain was aborted."),
          Map.entry("nomad.plan.finished", "A rolling drain ended."),
          Map.entry("audit_log.downloaded", "Events of the audit log were downloaded."),
          Map.entry("audit_log.import.started", "Somebody began to bring a file of events."),
          Map.entry("audit_log.imported", "A file of events was taken into the audit log."),
          Map.entry(
              "audit_log.archive.downloaded", "Archived events of the audit log were downloaded."),
          Map.entry("audit_log.archived", "A month of the audit log was archived."),
          Map.entry("nomad.job.list.exported", "The list of jobs was downloaded."),
          Map.entry("nomad.queue.exported", "The list of waiting jobs was downloaded."),
          Map.entry("nomad.job.stopped", "A job was stopped, with what ran of it."),
          Map.entry("nomad.allocation.stopped", "An allocation was stopped and placed again."),
          Map.entry("nomad.allocation.restarted", "Tasks were restarted where they were."),
          Map.entry("nomad.log.downloaded", "The log of a build was downloaded."),
          Map.entry("audit_log.month.dropped", "An archived month left the database."));

  private KnownActions() {}

  /** A sentence, or the empty text for an action that we do not know. */
  static String description(String action) {
    return DESCRIPTIONS.getOrDefault(action, "");
  }
}
