package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.ServerVersion;
import dev.signalbox.nomad.wire.Ask.Limits;
import dev.signalbox.outside.OutsideWorldException.Missing;
import dev.signalbox.outside.OutsideWorldException.Refused;
import dev.signalbox.outside.OutsideWorldException.Unexpected;
import dev.signalbox.outside.OutsideWorldException.Unreachable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds out what the servers can do by asking for it. Their versions decide only where an answer
 * leaves it open, as an empty list does.
 */
final class Probe {

  private static final Duration FIRST_WORD = Duration.ofSeconds(3);
  private static final String ATTEMPT = "find out what the Nomad servers can do";

  private final Wire wire;
  private final Ask stream;

  /**
   * @param stream the events as they would be asked for
   */
  Probe(Wire wire, Ask stream) {
    this.wire = wire;
    this.stream = stream;
  }

  Capabilities capabilities() {
    List<String> versions = versions();
    ServerVersion lowest =
        versions.isEmpty() ? ServerVersion.UNKNOWN : ServerVersion.of(versions.getFirst());
    NodeList nodes = nodes();
    return new Capabilities(
        versions,
        streams(lowest),
        namespaces(),
        lowest.isAtLeast(0, 12, 0),
        nodes.found() == 0 ? lowest.isAtLeast(1, 0, 0) : nodes.resources(),
        nodes.more() || (nodes.found() < 2 && lowest.isAtLeast(1, 3, 0)),
        nodes.lastDrain() || lowest.isAtLeast(1, 1, 0));
  }

  private List<String> versions() {
    return wire
        .ask(
            Ask.get("probe", ATTEMPT, Limits.DETAIL, "agent", "members").needing("node:read"),
            answer -> NomadJson.one(answer.body().readAllBytes(), MembersJson.class))
        .ofRegion()
        .stream()
        .filter(member -> !member.status().equals("left") && !member.build().isEmpty())
        .map(MembersJson.MemberJson::build)
        .distinct()
        .sorted(Comparator.comparing(ServerVersion::of).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private boolean namespaces() {
    return wire.ask(
        Ask.get("probe", ATTEMPT, Limits.DETAIL, "namespaces").accepting(404, 501, 403),
        answer -> answer.status() == 200 || answer.status() == 403);
  }

  private NodeList nodes() {
    return wire.ask(
        Ask.get("probe", ATTEMPT, Limits.LIST, "nodes")
            .with("per_page", "1")
            .with("resources", "true")
            .needing("node:read"),
        answer -> {
          List<NodeJson> first = new ArrayList<>();
          int[] found = {0};
          NomadJson.each(
              answer.body(),
              NodeJson.class,
              node -> {
                found[0]++;
                if (first.size() < 20) {
                  first.add(node);
                }
              });
          return new NodeList(
              found[0],
              answer.next() != null,
              first.stream().anyMatch(node -> node.nodeResources() != null),
              first.stream().anyMatch(node -> node.lastDrain() != null));
        });
  }

  /**
   * Whether there is a stream, be it for us or not: whoever follows it is told why it is refused or
   * cut off, and tries again in good time.
   */
  private boolean streams(ServerVersion lowest) {
    try {
      return switch (wire.knock(stream, FIRST_WORD)) {
        case SPEAKS, CLOSED -> true;
        case SILENT -> lowest.isAtLeast(1, 0, 0);
      };
    } catch (Missing e) {
      return false;
    } catch (Unexpected e) {
      return !isAbsent(e.answered(), lowest);
    } catch (Refused e) {
      return true;
    } catch (Unreachable e) {
      if (e.answered().startsWith("429")) {
        throw e;
      }
      return true;
    }
  }

  /** Before 0.11 an unknown path leads to Nomad's own pages. */
  private static boolean isAbsent(String answered, ServerVersion lowest) {
    return answered.startsWith("404")
        || answered.startsWith("501")
        || answered.contains("not enabled")
        || (answered.startsWith("307") && !lowest.isAtLeast(1, 0, 0));
  }

  private record NodeList(int found, boolean more, boolean resources, boolean lastDrain) {}
}
