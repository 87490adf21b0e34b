package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.web.Attention;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Clients that nobody looks after, beside the navigation's entry. */
@Component
class ForgottenClients implements Attention {

  private final NomadCluster cluster;
  private final Clock clock;

  ForgottenClients(NomadCluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public Section section() {
    return Section.CLIENTS;
  }

  @Override
  public String url() {
    return "/nomad/clients/forgotten";
  }

  @Override
  public String topic() {
    return NomadCluster.TOPIC;
  }

  @Override
  public int waiting() {
    return Forgotten.of(ClientLines.of(cluster.view()), clock).count();
  }

  @Override
  public String sentence(int waiting) {
    return waiting == 1
        ? "1 client is down or forgotten"
        : waiting + " clients are down or forgotten";
  }
}
