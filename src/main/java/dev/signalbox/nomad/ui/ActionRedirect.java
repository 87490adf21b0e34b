package dev.signalbox.nomad.ui;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Redirects after an action in Nomad, once the snapshot contains the change. */
@Component
public class ActionRedirect {

  private static final Logger log = LoggerFactory.getLogger(ActionRedirect.class);

  /** Maximum time to wait until the snapshot contains the change. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(2);

  private final ClusterState cluster;
  private final FlashCookie flashes;

  ActionRedirect(ClusterState cluster, FlashCookie flashes) {
    this.cluster = cluster;
    this.flashes = flashes;
  }

  /**
   * Redirects to a page that shows the message.
   *
   * @param index the index of the change, or 0 if nothing has changed or Nomad did not return one
   */
  public String redirect(
      String path,
      FlashMessage flash,
      ResourceType type,
      long index,
      HttpServletResponse response) {
    if (index > 0 && !cluster.awaitIndex(type, index, MAX_WAIT)) {
      log.info("The snapshot does not contain index {} yet; the page updates when it does.", index);
    }
    return redirect(path, flash, response);
  }

  /** Redirects to a page that shows the message, after an action that has changed nothing. */
  public String redirect(String path, FlashMessage flash, HttpServletResponse response) {
    flashes.add(response, flash);
    return "redirect:" + path;
  }
}
