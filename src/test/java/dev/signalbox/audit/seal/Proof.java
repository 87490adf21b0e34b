package dev.signalbox.audit.seal;

import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.RunningConsole;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;

/** Seals and verifies at once what would be sealed and verified soon. */
public final class Proof {

  private final Sealer sealer;
  private final Watch watch;

  public Proof(BeanFactory console) {
    this.sealer = console.getBean(Sealer.class);
    this.watch = console.getBean(Watch.class);
  }

  public Proof(RunningConsole console) {
    this.sealer = console.part(Sealer.class);
    this.watch = console.part(Watch.class);
  }

  /** Also when the console is at it by itself at this moment. */
  public void seal() {
    await()
        .until(
            () -> {
              sealer.sealEverything();
              return watch.trust().unsealed() == 0;
            });
  }

  /** Looks at the whole log. */
  public List<String> findings() {
    await().until(() -> watch.look(true));
    return watch.trust().firstFindings();
  }
}
