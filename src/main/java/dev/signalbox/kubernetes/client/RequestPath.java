package dev.signalbox.kubernetes.client;

import dev.signalbox.kubernetes.ResourceKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Paths of the API server. */
final class RequestPath {

  private RequestPath() {}

  /** Returns the path of the objects of a kind. */
  static String of(ResourceKind kind, @Nullable String namespace) {
    return (kind.group().isEmpty() ? "/api/" : "/apis/")
        + kind.apiVersion()
        + (namespace == null ? "" : "/namespaces/" + encode(namespace))
        + "/"
        + kind.plural();
  }

  /** Returns the path of the object, or of the list, of a request. */
  static String of(KubernetesRequest request) {
    return of(request.kind(), request.namespace())
        + (request.name() == null ? "" : "/" + encode(request.name()))
        + (request.subresource().isEmpty() ? "" : "/" + request.subresource());
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
