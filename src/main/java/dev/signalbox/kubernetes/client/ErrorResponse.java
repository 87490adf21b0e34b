package dev.signalbox.kubernetes.client;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.jspecify.annotations.Nullable;

/** A response with an error status to a request that is not sent by fabric8's own operations. */
final class ErrorResponse {

  private ErrorResponse() {}

  /** Returns the failure with the {@code Status} object of the body, if there is one. */
  static KubernetesClientException of(int code, String body, KubernetesSerialization json) {
    @Nullable Status status = parse(body, json);
    if (status != null && status.getMessage() != null) {
      status.setCode(code);
      return new KubernetesClientException(status);
    }
    return new KubernetesClientException(body, code, null);
  }

  private static @Nullable Status parse(String body, KubernetesSerialization json) {
    try {
      return body.startsWith("{") ? json.unmarshal(body, Status.class) : null;
    } catch (RuntimeException e) {
      // the text of a proxy
      return null;
    }
  }
}
