package dev.signalbox.builds;

import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.queue.ExplainedJob;
import dev.signalbox.queue.ReasonKind;
import dev.signalbox.web.StatusLabel;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition of the cluster that needs attention.
 *
 * @param url the page where the operator can act on it
 * @param linkLabel label of the link to that page
 */
record AttentionItem(
    StatusLabel status, String sentence, String consequence, String url, String linkLabel) {

  /** Returns all current conditions, most severe first. */
  static List<AttentionItem> of(ClusterSnapshot snapshot, List<ExplainedJob> queue) {
    List<AttentionItem> items = new ArrayList<>();
    long down = countClients(snapshot, ClientStatus.DOWN);
    if (down > 0) {
      items.add(
          new AttentionItem(
              StatusLabel.bad("Down"),
              down == 1 ? "1 client is down" : "%,d clients are down".formatted(down),
              down == 1
                  ? "Its builds are lost. Nomad reschedules those that allow it."
                  : "Their builds are lost. Nomad reschedules those that allow it.",
              "/nomad/clients?state=down",
              "Open clients"));
    }
    long disconnected = countClients(snapshot, ClientStatus.DISCONNECTED);
    if (disconnected > 0) {
      items.add(
          new AttentionItem(
              StatusLabel.warn("Disconnected"),
              disconnected == 1
                  ? "1 client is disconnected"
                  : "%,d clients are disconnected".formatted(disconnected),
              "Builds there may resume or be lost.",
              "/nomad/clients?state=disconnected",
              "Open clients"));
    }
    long tooLarge = countJobs(queue, ReasonKind.NEVER_FITS);
    if (tooLarge > 0) {
      items.add(
          new AttentionItem(
              StatusLabel.bad("Too large"),
              tooLarge == 1
                  ? "1 job can never be placed"
                  : "%,d jobs can never be placed".formatted(tooLarge),
              tooLarge == 1
                  ? "It needs more than any client has."
                  : "They need more than any client has.",
              "/nomad/queue?reason=never-fits",
              "Open queue"));
    }
    long unmatched =
        countJobs(queue, ReasonKind.RULED_OUT) + countJobs(queue, ReasonKind.NO_CLIENT);
    if (unmatched > 0) {
      items.add(
          new AttentionItem(
              StatusLabel.bad("Constraint"),
              unmatched == 1
                  ? "1 job matches no client"
                  : "%,d jobs match no client".formatted(unmatched),
              unmatched == 1
                  ? "No client satisfies its constraints."
                  : "No client satisfies their constraints.",
              "/nomad/queue",
              "Open queue"));
    }
    return items;
  }

  private static long countClients(ClusterSnapshot snapshot, ClientStatus status) {
    return snapshot.clients().stream().filter(one -> one.status() == status).count();
  }

  private static long countJobs(List<ExplainedJob> queue, ReasonKind kind) {
    return queue.stream().filter(one -> one.kind() == kind).count();
  }
}
