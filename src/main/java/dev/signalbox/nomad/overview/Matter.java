package dev.signalbox.nomad.overview;

import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.queue.Explained;
import dev.signalbox.nomad.queue.ReasonKind;
import dev.signalbox.web.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Something in the cluster that waits for a person.
 *
 * @param url where it is looked after
 */
record Matter(Status status, String sentence, String consequence, String url, String act) {

  /** What there is, the worst first. */
  static List<Matter> of(ClusterView view, List<Explained> queue) {
    List<Matter> matters = new ArrayList<>();
    long down = clients(view, ClientStatus.DOWN);
    if (down > 0) {
      matters.add(
          new Matter(
              Status.bad("Down"),
              down == 1 ? "1 client is down" : down + " clients are down",
              "What ran there is lost; Nomad starts it elsewhere where it may.",
              "/nomad/clients?state=down",
              "Look at them"));
    }
    long away = clients(view, ClientStatus.DISCONNECTED);
    if (away > 0) {
      matters.add(
          new Matter(
              Status.warn("Disconnected"),
              away == 1 ? "1 client is disconnected" : away + " clients are disconnected",
              "Their builds may come back, or be lost.",
              "/nomad/clients?state=disconnected",
              "Look at them"));
    }
    long never = jobs(queue, ReasonKind.NEVER_FITS);
    if (never > 0) {
      matters.add(
          new Matter(
              Status.bad("Never fits"),
              never == 1 ? "1 job never fits" : never + " jobs never fit",
              "No client is large enough; waiting does not help.",
              "/nomad/queue?reason=never-fits",
              "See why"));
    }
    long ruledOut = jobs(queue, ReasonKind.RULED_OUT) + jobs(queue, ReasonKind.NO_CLIENT);
    if (ruledOut > 0) {
      matters.add(
          new Matter(
              Status.bad("No client"),
              ruledOut == 1
                  ? "1 job finds no client of its kind"
                  : ruledOut + " jobs find no client of their kind",
              "They wait until such a client comes.",
              "/nomad/queue",
              "See why"));
    }
    return matters;
  }

  private static long clients(ClusterView view, ClientStatus status) {
    return view.clients().stream().filter(one -> one.status() == status).count();
  }

  private static long jobs(List<Explained> queue, ReasonKind kind) {
    return queue.stream().filter(one -> one.kind() == kind).count();
  }
}
