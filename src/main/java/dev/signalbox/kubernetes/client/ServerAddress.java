package dev.signalbox.kubernetes.client;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;

/** The address of the API server. */
final class ServerAddress {

  private ServerAddress() {}

  /** Returns the URI of a path with an optional query. */
  static URI of(KubernetesClient client, String path) {
    return URI.create(name(client) + path);
  }

  /** Returns the address without a trailing slash, as it is shown to operators. */
  static String name(KubernetesClient client) {
    return client.getMasterUrl().toString().replaceAll("/+$", "");
  }
}
