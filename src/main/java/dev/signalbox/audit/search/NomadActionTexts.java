package dev.signalbox.audit.search;

import static dev.signalbox.audit.search.ActionText.attempt;
import static dev.signalbox.audit.search.ActionText.result;

import java.util.Map;

/** Titles and sentences for actions on Nomad clients, jobs and allocations. */
final class NomadActionTexts {

  static final Map<String, ActionText> TEXTS =
      Map.ofEntries(
          Map.entry(
              "nomad.client.list.exported",
              attempt("Client list exported", "exported", "export", "the client list")),
          Map.entry(
              "nomad.client.drained",
              attempt("Client drain started or updated", "drained", "drain", "client {name}")),
          Map.entry(
              "nomad.client.drain.cancelled",
              attempt("Client drain canceled", "canceled", "cancel", "the drain of client {name}")),
          Map.entry(
              "nomad.client.eligibility.changed",
              attempt(
                  "Client eligibility changed",
                  "changed",
                  "change",
                  "the eligibility of client {name}")),
          Map.entry(
              "nomad.client.purged", attempt("Client purged", "purged", "purge", "client {name}")),
          Map.entry(
              "nomad.client.release.requested",
              attempt(
                  "Machine release requested",
                  "requested",
                  "request",
                  "the release of machine {name}")),
          Map.entry(
              "nomad.client.release.cancelled",
              attempt(
                  "Machine release canceled",
                  "canceled",
                  "cancel",
                  "the release of machine {name}")),
          Map.entry(
              "nomad.client.release.paused",
              new ActionText(
                  "Machine release paused",
                  "paused the release of machine {name}",
                  // a restored database pauses it without a request
                  "could not continue the release of machine {name}")),
          Map.entry(
              "nomad.client.release.resumed",
              attempt(
                  "Machine release resumed", "resumed", "resume", "the release of machine {name}")),
          Map.entry(
              "nomad.client.released",
              attempt("Machine released", "released", "release", "machine {name}")),
          Map.entry(
              "nomad.plan.created",
              attempt("Rolling drain started", "started", "start", "rolling drain “{name}”")),
          Map.entry(
              "nomad.plan.paused",
              new ActionText(
                  "Rolling drain paused",
                  "paused rolling drain “{name}”",
                  // an error pauses it without a request
                  "could not continue rolling drain “{name}”")),
          Map.entry(
              "nomad.plan.resumed",
              attempt("Rolling drain resumed", "resumed", "resume", "rolling drain “{name}”")),
          Map.entry(
              "nomad.plan.aborted",
              attempt("Rolling drain aborted", "aborted", "abort", "rolling drain “{name}”")),
          Map.entry(
              "nomad.plan.finished",
              result("Rolling drain finished", "finished rolling drain “{name}”")),
          Map.entry(
              "nomad.job.list.exported",
              attempt("Job list exported", "exported", "export", "the job list")),
          Map.entry(
              "nomad.queue.exported", attempt("Queue exported", "exported", "export", "the queue")),
          Map.entry("nomad.job.stopped", attempt("Job stopped", "stopped", "stop", "job {name}")),
          Map.entry(
              "nomad.allocation.stopped",
              attempt(
                  "Allocation stopped and rescheduled", "stopped", "stop", "allocation {name}")),
          Map.entry(
              "nomad.allocation.restarted",
              attempt("Tasks restarted in place", "restarted", "restart", "allocation {name}")),
          Map.entry(
              "nomad.log.downloaded",
              attempt("Build log downloaded", "downloaded", "download", "the log of {name}")));

  private NomadActionTexts() {}
}
