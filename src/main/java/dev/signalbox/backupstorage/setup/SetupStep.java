package dev.signalbox.backupstorage.setup;

import dev.signalbox.web.StatusLabel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of the set-up.
 *
 * @param id anchor of the step
 * @param link null for none
 */
record SetupStep(String id, String title, List<Block> blocks, Check check, @Nullable Link link) {

  /** A command with what it does. */
  record Block(String text, String command) {}

  /** Whether the step is done, as far as the cluster shows. */
  record Check(StatusLabel status, String finding, String remedy) {

    static Check done(String finding) {
      return new Check(StatusLabel.ok("Done"), finding, "");
    }

    static Check pending(String finding) {
      return new Check(StatusLabel.waiting("Pending"), finding, "");
    }

    static Check failed(String finding, String remedy) {
      return new Check(StatusLabel.bad("Failed"), finding, remedy);
    }
  }

  /** The page on which the step continues. */
  record Link(String label, String url) {}
}
