package dev.signalbox.live;

import org.springframework.stereotype.Component;

/**
 * Tells the tabs that are open at this instance, and nobody else: for what each instance learns by
 * itself. A bulletin of it would come to every instance from every other one, and before an
 * instance knows what it is about.
 */
@Component
public class OwnTabs {

  private final Streams streams;

  OwnTabs(Streams streams) {
    this.streams = streams;
  }

  /** Has the parts of these tabs that show this topic fetch themselves again. */
  public void changed(String topic) {
    streams.take(new Notice.Changed(topic));
  }
}
