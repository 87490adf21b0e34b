package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.SimulatedCluster.Server;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints for servers, namespaces, metrics and the host statistics of clients. */
final class ServerEndpoints {

  private final SimulatedCluster cluster;

  ServerEndpoints(SimulatedCluster cluster) {
    this.cluster = cluster;
  }

  void register(NomadRouter routes) {
    routes.read("/v1/status/leader", call -> NomadStubResponse.of(array().add(leader()).get(0)));
    routes.read("/v1/status/peers", call -> NomadStubResponse.of(peers()));
    routes.read("/v1/regions", call -> NomadStubResponse.of(array().add("global")));
    routes.read("/v1/agent/health", call -> NomadStubResponse.of(health()));
    routes.read("/v1/agent/members", call -> NomadStubResponse.of(members()));
    routes.read("/v1/agent/self", call -> NomadStubResponse.of(self()));
    routes.read("/v1/operator/autopilot/health", call -> autopilot());
    routes.read("/v1/namespaces", this::namespaces);
    routes.read("/v1/acl/token/self", ServerEndpoints::token);
    routes.read("/v1/metrics", this::metrics);
    routes.write("/v1/system/gc", this::collect);
    routes.read("/v1/client/stats", ServerEndpoints::stats);
    routes.read("/v1/client/gc", call -> NomadStubResponse.empty(200));
  }

  private static ArrayNode array() {
    return JsonNodes.object().putArray("all");
  }

  private String leader() {
    return cluster.servers().getFirst().address() + ":4647";
  }

  private ArrayNode peers() {
    ArrayNode peers = array();
    cluster.servers().forEach(server -> peers.add(server.address() + ":4647"));
    return peers;
  }

  private static ObjectNode health() {
    ObjectNode json = JsonNodes.object();
    json.putObject("server").put("message", "ok").put("ok", true);
    return json;
  }

  private ObjectNode members() {
    ObjectNode json = JsonNodes.object();
    json.put("ServerDC", "default").put("ServerRegion", "global");
    json.put("ServerName", cluster.servers().getFirst().name().replaceAll("\\..*", ""));
    ArrayNode members = json.putArray("Members");
    for (Server server : cluster.servers()) {
      ObjectNode one = members.addObject();
      one.put("Addr", server.address()).put("Name", server.name()).put("Port", 4648);
      one.put("Status", server.healthy() ? "alive" : "failed");
      one.put("DelegateCur", 4).put("DelegateMax", 5).put("DelegateMin", 2);
      one.put("ProtocolCur", 2).put("ProtocolMax", 5).put("ProtocolMin", 1);
      ObjectNode tags = one.putObject("Tags");
      tags.put("build", server.version()).put("dc", "default").put("region", "global");
      tags.put("role", "nomad").put("port", "4647").put("vsn", "1").put("raft_vsn", "3");
      tags.put("expect", "3").put("id", id(server)).put("rpc_addr", server.address());
    }
    return json;
  }

  private ObjectNode self() {
    ObjectNode json = JsonNodes.object();
    Server first = cluster.servers().getFirst();
    ObjectNode config = json.putObject("config");
    config.put("Region", "global").put("Datacenter", "default");
    config.putObject("Version").put("Version", first.version());
    json.putObject("member").put("Name", first.name()).put("Status", "alive");
    ObjectNode nomad = json.putObject("stats").putObject("nomad");
    nomad.put("leader", "true").put("leader_addr", leader()).put("server", "true");
    return json;
  }

  private NomadStubResponse autopilot() {
    if (cluster.raftProtocol() < 3) {
      return NomadStubResponse.error(
          500, "all servers must have raft_protocol set to 3 or higher to use this endpoint");
    }
    List<Server> servers = cluster.servers();
    boolean healthy = servers.stream().allMatch(Server::healthy);
    int healthyServers = (int) servers.stream().filter(Server::healthy).count();
    ObjectNode json = JsonNodes.object();
    json.put("Healthy", healthy);
    json.put("FailureTolerance", Math.max(0, healthyServers - servers.size() / 2 - 1));
    json.put("Leader", id(servers.getFirst()));
    ArrayNode voters = json.putArray("Voters");
    ArrayNode all = json.putArray("Servers");
    for (int i = 0; i < servers.size(); i++) {
      Server server = servers.get(i);
      voters.add(id(server));
      ObjectNode one = all.addObject();
      one.put("ID", id(server)).put("Name", server.name());
      one.put("Address", server.address() + ":4647").put("Version", server.version());
      one.put("SerfStatus", server.healthy() ? "alive" : "failed");
      one.put("Leader", i == 0).put("Voter", true).put("Healthy", server.healthy());
      one.put("LastContact", i == 0 ? "0s" : server.healthy() ? (12 + i) + "ms" : "26m12.4s");
      one.put("LastTerm", 2).put("LastIndex", cluster.index());
      JsonNodes.putTime(one, "StableSince", cluster.now().minusSeconds(86_400 * 12));
    }
    return new NomadStubResponse.Value(healthy ? 200 : 429, json, NomadStubResponse.NO_INDEX);
  }

  private static String id(Server server) {
    return UUID.nameUUIDFromBytes(server.name().getBytes(StandardCharsets.UTF_8)).toString();
  }

  private NomadStubResponse namespaces(NomadApiCall call) {
    if (!call.profile().hasEventStream()) {
      return NomadStubResponse.error(501, "Nomad Enterprise only endpoint");
    }
    ArrayNode all = array();
    for (String name : cluster.namespaces()) {
      ObjectNode one = all.addObject().put("Name", name).put("Quota", "").put("CreateIndex", 1);
      one.put("Description", name.equals("default") ? "Default shared namespace" : "");
      one.put("ModifyIndex", 1).put("Hash", "C7UbjDwBK0dK8wQq7Izg7SJIzaV+lIo2X7wRtzY3pSw=");
    }
    return NomadStubResponse.of(all, 1);
  }

  private static NomadStubResponse token(NomadApiCall call) {
    if (call.profile().atLeast(1, 10, 1)) {
      ObjectNode json = JsonNodes.object();
      json.put("AccessorID", "acls-disabled").put("Name", "ACLs Disabled").put("Type", "client");
      return NomadStubResponse.of(json);
    }
    return NomadStubResponse.error(400, "ACL support disabled");
  }

  private NomadStubResponse metrics(NomadApiCall call) {
    if (call.exchange().parameter("format").orElse("").equals("prometheus")) {
      return call.profile().hasLastDrain()
          ? NomadStubResponse.error(415, "Prometheus is not enabled")
          : NomadStubResponse.error(200, "");
    }
    ServerState state = call.state();
    ObjectNode json = JsonNodes.object();
    json.putArray("Counters");
    ArrayNode gauges = json.putArray("Gauges");
    for (String status : List.of("pending", "running", "dead")) {
      long count =
          state.copyOf(state.jobs.values()).stream()
              .filter(job -> job.status.equals(status))
              .count();
      gauge(gauges, "nomad.nomad.job_status." + status, count);
    }
    long blocked =
        state.copyOf(state.evals.values()).stream()
            .filter(eval -> eval.status.equals("blocked"))
            .count();
    gauge(gauges, "nomad.nomad.blocked_evals.total_blocked", blocked);
    gauge(gauges, "nomad.nomad.heartbeat.active", state.copyOf(state.nodes.values()).size());
    json.putArray("Points");
    json.putArray("Samples");
    return NomadStubResponse.of(json);
  }

  private static void gauge(ArrayNode gauges, String name, long value) {
    ObjectNode one = gauges.addObject().put("Name", name).put("Value", value);
    one.putObject("Labels").put("host", "nomad-server-0");
  }

  private NomadStubResponse collect(NomadApiCall call) {
    cluster.collectGarbage();
    return NomadStubResponse.empty(200);
  }

  private static NomadStubResponse stats(NomadApiCall call) {
    String id = call.exchange().parameter("node_id").orElse("");
    Optional<StoredNode> node = call.state().node(id);
    if (node.isEmpty()) {
      return NomadStubResponse.error(404, "Unknown node \"" + id + "\"");
    }
    if (node.get().status.equals("down")) {
      return NomadStubResponse.error(404, "No path to node");
    }
    return NomadStubResponse.of(ClientStatsWriter.write(node.get(), call.state()));
  }
}
