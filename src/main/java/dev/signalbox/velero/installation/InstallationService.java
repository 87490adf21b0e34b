package dev.signalbox.velero.installation;

import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.ResourceMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A Service of the installation.
 *
 * @param loadBalancer whether its type is {@code LoadBalancer}
 * @param selector labels of its pods
 * @param addresses host names and IP addresses of its load balancer; none until it has one
 */
public record InstallationService(
    ResourceMetadata metadata,
    boolean loadBalancer,
    Map<String, String> selector,
    List<String> addresses) {

  /** Reads a Service ({@code v1}). */
  public static InstallationService read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    return new InstallationService(
        ResourceMetadata.read(json),
        json.text("spec", "type").equals("LoadBalancer"),
        json.textMap("spec", "selector"),
        json.items("status", "loadBalancer", "ingress").stream()
            .flatMap(one -> Stream.of(one.text("hostname"), one.text("ip")))
            .filter(address -> !address.isEmpty())
            .sorted()
            .toList());
  }

  public String name() {
    return metadata.name();
  }

  /** Returns whether a pod with these labels belongs to it. */
  public boolean selects(ResourceMetadata pod) {
    return !selector.isEmpty() && pod.labels().entrySet().containsAll(selector.entrySet());
  }
}
