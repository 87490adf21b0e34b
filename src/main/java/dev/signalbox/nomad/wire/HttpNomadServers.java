package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.NomadServers;
import dev.signalbox.nomad.wire.Ask.Limits;
import dev.signalbox.outside.Adapter;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.Reading;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks how the servers stand, all parts at once. */
@Adapter
class HttpNomadServers implements NomadServers {

  private final Wire wire;
  private final Clock clock;

  HttpNomadServers(Wire wire, Clock clock) {
    this.wire = wire;
    this.clock = clock;
  }

  @Override
  public Report report() {
    try (ExecutorService at = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Reading<String>> leader =
          soon(
              at,
              () -> read(ask("read who leads", "", "status", "leader"), String.class, it -> it));
      CompletableFuture<Reading<List<Member>>> members =
          soon(
              at,
              () ->
                  read(
                      ask("list the servers", "node:read", "agent", "members"),
                      MembersJson.class,
                      all -> all.ofRegion().stream().map(MembersJson.MemberJson::member).toList()));
      CompletableFuture<Reading<List<String>>> peers =
          soon(
              at,
              () -> read(ask("list who votes", "", "status", "peers"), String[].class, List::of));
      CompletableFuture<Reading<Health>> health =
          soon(
              at,
              () ->
                  read(
                      ask(
                              "read the servers' health",
                              "operator:read",
                              "operator",
                              "autopilot",
                              "health")
                          .accepting(429),
                      HealthJson.class,
                      HealthJson::health));
      CompletableFuture<Reading<List<String>>> regions =
          soon(at, () -> read(ask("list the regions", "", "regions"), String[].class, List::of));
      return new Report(leader.join(), members.join(), peers.join(), health.join(), regions.join());
    }
  }

  private <J, T> Reading<T> read(Ask ask, Class<J> type, Function<J, T> meaning) {
    try {
      T value =
          wire.ask(ask, answer -> meaning.apply(NomadJson.one(answer.body().readAllBytes(), type)));
      return new Reading.Known<>(value, clock.instant());
    } catch (OutsideWorldException e) {
      return new Reading.Unknown<>("It answered: " + e.answered(), clock.instant());
    }
  }

  private static Ask ask(String attempt, String right, String... segments) {
    return Ask.get("servers", attempt, Limits.DETAIL, segments).needing(right);
  }

  private static <T> CompletableFuture<T> soon(ExecutorService at, Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, at);
  }

  /** What autopilot says. */
  record HealthJson(boolean healthy, int failureTolerance, List<ServerJson> servers) {

    Health health() {
      return new Health(
          healthy, failureTolerance, servers.stream().map(ServerJson::server).toList());
    }
  }

  record ServerJson(
      String name,
      String address,
      String version,
      boolean leader,
      boolean healthy,
      boolean voter,
      String lastContact,
      long lastIndex,
      String stableSince) {

    Health.Server server() {
      return new Health.Server(
          name,
          address,
          version,
          leader,
          healthy,
          voter,
          lastContact,
          lastIndex,
          NomadJson.time(stableSince));
    }
  }
}
