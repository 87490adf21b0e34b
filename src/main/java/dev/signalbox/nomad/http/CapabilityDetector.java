package dev.signalbox.nomad.http;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.ServerVersion;
import dev.signalbox.nomad.http.NomadRequest.Limits;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Detects the capabilities of the servers with probe requests. Versions are used only where a
 * response is inconclusive, such as an empty list.
 */
final class CapabilityDetector {

  private static final Duration STREAM_TIMEOUT = Duration.ofSeconds(3);
  private static final String ATTEMPT = "read the capabilities of the Nomad servers";

  private final NomadTransport transport;
  private final NomadRequest stream;
  private final boolean allNamespaces;

  /**
   * @param stream the request for the event stream
   * @param allNamespaces whether the stream is for the namespace {@code *}
   */
  CapabilityDetector(NomadTransport transport, NomadRequest stream, boolean allNamespaces) {
    this.transport = transport;
    this.stream = stream;
    this.allNamespaces = allNamespaces;
  }

  Capabilities detect() {
    List<String> versions = readVersions();
    ServerVersion lowest =
        versions.isEmpty() ? ServerVersion.UNKNOWN : ServerVersion.of(versions.getFirst());
    NodeList nodes = probeNodeList();
    return new Capabilities(
        versions,
        (!allNamespaces || versions.stream().allMatch(CapabilityDetector::streamsAllNamespaces))
            && hasEventStream(lowest),
        hasNamespaces(),
        lowest.isAtLeast(0, 12, 0),
        nodes.found() == 0 ? lowest.isAtLeast(1, 0, 0) : nodes.resources(),
        nodes.more() || (nodes.found() < 2 && lowest.isAtLeast(1, 3, 0)),
        nodes.lastDrain() || lowest.isAtLeast(1, 1, 0));
  }

  private List<String> readVersions() {
    return transport
        .send(
            NomadRequest.get("probe", ATTEMPT, Limits.DETAIL, "agent", "members")
                .withCapability("node:read"),
            response -> NomadJson.read(response.body().readAllBytes(), MembersJson.class))
        .inSameRegion()
        .stream()
        .filter(member -> !member.status().equals("left") && !member.build().isEmpty())
        .map(MembersJson.MemberJson::build)
        .distinct()
        .sorted(Comparator.comparing(ServerVersion::of).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private boolean hasNamespaces() {
    return transport.send(
        NomadRequest.get("probe", ATTEMPT, Limits.DETAIL, "namespaces")
            .withAcceptedStatuses(404, 501, 403),
        response -> response.status() == 200 || response.status() == 403);
  }

  private NodeList probeNodeList() {
    return transport.send(
        NomadRequest.get("probe", ATTEMPT, Limits.LIST, "nodes")
            .withQuery("per_page", "1")
            .withQuery("resources", "true")
            .withCapability("node:read"),
        response -> {
          List<NodeJson> first = new ArrayList<>();
          int[] found = {0};
          NomadJson.readEach(
              response.body(),
              NodeJson.class,
              node -> {
                found[0]++;
                if (first.size() < 20) {
                  first.add(node);
                }
              });
          return new NodeList(
              found[0],
              response.nextToken() != null,
              first.stream().anyMatch(node -> node.nodeResources() != null),
              first.stream().anyMatch(node -> node.lastDrain() != null));
        });
  }

  /**
   * Whether the servers have an event stream, even if it is denied or cut off: following it then
   * fails with the reason and is retried.
   */
  private boolean hasEventStream(ServerVersion lowest) {
    try {
      return switch (transport.probeStream(stream, STREAM_TIMEOUT)) {
        case RECEIVING, CLOSED -> true;
        case IDLE -> lowest.isAtLeast(1, 0, 0);
      };
    } catch (NotFound e) {
      return false;
    } catch (Unexpected e) {
      return !isAbsent(e, lowest);
    } catch (Denied e) {
      return true;
    } catch (Unreachable e) {
      if (e.status() == 429) {
        throw e;
      }
      return true;
    }
  }

  /**
   * Whether a stream for all namespaces carries events of jobs, allocations and evaluations. 1.0.0
   * to 1.0.11 and 1.1.0 to 1.1.5 omit them (hashicorp/nomad #10935), and any server may respond.
   */
  private static boolean streamsAllNamespaces(String version) {
    ServerVersion server = ServerVersion.of(version);
    return server.isAtLeast(1, 1, 6)
        || (server.isAtLeast(1, 0, 12) && !server.isAtLeast(1, 1, 0))
        || !server.isAtLeast(1, 0, 0);
  }

  /** Before 0.11 Nomad redirects unknown paths to its web UI. */
  private static boolean isAbsent(Unexpected e, ServerVersion lowest) {
    return e.status() == 404
        || e.status() == 501
        // Nomad's only sign that the event broker is disabled; the status is 500
        || e.response().contains("not enabled")
        || (e.status() == 307 && !lowest.isAtLeast(1, 0, 0));
  }

  private record NodeList(int found, boolean more, boolean resources, boolean lastDrain) {}
}
