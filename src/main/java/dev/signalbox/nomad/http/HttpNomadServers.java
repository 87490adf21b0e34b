package dev.signalbox.nomad.http;

import dev.signalbox.nomad.NomadServers;
import dev.signalbox.nomad.http.NomadRequest.Limits;
import dev.signalbox.remote.Adapter;
import dev.signalbox.remote.Observed;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads the state of the servers with parallel requests. */
@Adapter
class HttpNomadServers implements NomadServers {

  private static final String OLD_RAFT_PROTOCOL =
      "Autopilot needs raft_protocol 3 on every server. It is the default since Nomad 1.3; before,"
          + " it is 2.";

  private final NomadTransport transport;
  private final Clock clock;

  HttpNomadServers(NomadTransport transport, Clock clock) {
    this.transport = transport;
    this.clock = clock;
  }

  @Override
  public Report report() {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Observed<String>> leader =
          async(
              executor,
              () ->
                  read(request("read the leader", "", "status", "leader"), String.class, it -> it));
      CompletableFuture<Observed<List<Member>>> members =
          async(
              executor,
              () ->
                  read(
                      request("list the servers", "node:read", "agent", "members"),
                      MembersJson.class,
                      all ->
                          all.inSameRegion().stream()
                              .map(MembersJson.MemberJson::member)
                              .toList()));
      CompletableFuture<Observed<List<String>>> peers =
          async(
              executor,
              () ->
                  read(
                      request("list the voters", "", "status", "peers"), String[].class, List::of));
      CompletableFuture<Observed<Health>> health =
          async(
              executor,
              () ->
                  read(
                      request(
                              "read the health of the servers",
                              "operator:read",
                              "operator",
                              "autopilot",
                              "health")
                          .withAcceptedStatuses(429),
                      HealthJson.class,
                      HealthJson::health));
      CompletableFuture<Observed<List<String>>> regions =
          async(
              executor,
              () -> read(request("list the regions", "", "regions"), String[].class, List::of));
      return new Report(leader.join(), members.join(), peers.join(), health.join(), regions.join());
    }
  }

  private <J, T> Observed<T> read(NomadRequest request, Class<J> type, Function<J, T> mapper) {
    try {
      T value =
          transport.send(
              request,
              response -> mapper.apply(NomadJson.read(response.body().readAllBytes(), type)));
      return new Observed.Known<>(value, clock.instant());
    } catch (RemoteSystemException e) {
      return new Observed.Unknown<>(
          e.response().contains("raft_protocol") ? OLD_RAFT_PROTOCOL : e.response(),
          clock.instant());
    }
  }

  private static NomadRequest request(String attempt, String capability, String... segments) {
    return NomadRequest.get("servers", attempt, Limits.DETAIL, segments).withCapability(capability);
  }

  private static <T> CompletableFuture<T> async(ExecutorService executor, Supplier<T> read) {
    return CompletableFuture.supplyAsync(read, executor);
  }

  /** The health from autopilot. */
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
          NomadJson.parseTime(stableSince));
    }
  }
}
