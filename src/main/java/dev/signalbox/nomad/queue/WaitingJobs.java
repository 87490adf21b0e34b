package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.web.Attention;
import dev.signalbox.web.Section;
import org.springframework.stereotype.Component;

/** How many jobs wait, beside the navigation's entry. */
@Component
class WaitingJobs implements Attention {

  private final NomadCluster cluster;

  WaitingJobs(NomadCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Section section() {
    return Section.QUEUE;
  }

  @Override
  public String topic() {
    return NomadCluster.TOPIC;
  }

  @Override
  public int waiting() {
    return Queue.of(cluster.view()).size();
  }

  @Override
  public String sentence(int waiting) {
    return waiting == 1 ? "1 job waits for a client" : waiting + " jobs wait for a client";
  }
}
