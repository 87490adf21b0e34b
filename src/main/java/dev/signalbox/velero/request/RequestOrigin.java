package dev.signalbox.velero.request;

import dev.signalbox.velero.SignalboxLabels;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Who requested a resource and why, kept in its annotations. Empty values are left out.
 *
 * @param requestId UUID; also a label, to find the resource if the response to its creation is lost
 * @param login login of the user
 */
public record RequestOrigin(String requestId, String login, String reason) {

  /** The origin of a resource that is only shown or checked, not sent. */
  public static final RequestOrigin NONE = new RequestOrigin("", "", "");

  /** Returns the origin of a change of which nothing else is recorded. */
  public static RequestOrigin of(String login, String reason, UUID requestId) {
    return new RequestOrigin(requestId.toString(), login, reason);
  }

  Map<String, String> annotations() {
    return Map.of(
        SignalboxLabels.REQUESTED_BY, login,
        SignalboxLabels.REASON, reason);
  }

  Map<String, String> labels(Map<String, String> others) {
    Map<String, String> labels = new HashMap<>(others);
    labels.put(SignalboxLabels.REQUEST_ID, requestId);
    return labels;
  }
}
