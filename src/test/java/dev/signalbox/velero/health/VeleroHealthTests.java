package dev.signalbox.velero.health;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.BackupRepository;
import dev.signalbox.velero.NodeAgent;
import dev.signalbox.velero.ServerStatus;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.VeleroVersions;
import dev.signalbox.velero.health.HealthCheck.Level;
import dev.signalbox.velero.health.HealthCheck.Subject;
import dev.signalbox.velero.health.HealthInput.ApiAccess;
import dev.signalbox.velero.health.HealthInput.Installations;
import dev.signalbox.velero.health.HealthInput.SecretState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VeleroHealthTests {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private ApiAccess api = ApiAccess.SERVED;
  private Installations installations = new Installations(Set.of("backup"), false);
  private VeleroCapabilities capabilities = VeleroVersions.V1_18;
  private @Nullable VeleroServer server = server(1, "", false);
  private @Nullable ServerStatus status = status("aws");
  private List<StorageLocation> locations = List.of(location("Available", "ReadWrite", ""));
  private SecretState credentials = SecretState.PRESENT;
  private List<NodeAgent> agents = List.of(agent("node-1", true, ""));
  private Set<String> nodes = Set.of("node-1");
  private List<BackupRepository> repositories = List.of(repository("Ready", "11:00"));

  @Test
  void isAvailable() {
    assertThat(health().checks())
        .hasSize(Subject.values().length)
        .allMatch(check -> check.level() == Level.OK)
        .allMatch(check -> check.finding().endsWith("."));
  }

  @ParameterizedTest
  @CsvSource({"NOT_INSTALLED, ERROR", "DENIED, ERROR", "UNKNOWN, UNKNOWN"})
  void checksNothingElseWithoutTheApi(ApiAccess access, Level level) {
    api = access;

    assertThat(health().check(Subject.API).level()).isEqualTo(level);
    assertThat(health().checks().stream().skip(1))
        .hasSize(Subject.values().length - 1)
        .allMatch(check -> check.level() == Level.UNKNOWN);
  }

  @Test
  void asksWhichVeleroIsMeantUnlessTheVariableNamesIt() {
    installations = new Installations(Set.of("velero", "backup", "old"), false);
    assertThat(health().check(Subject.NAMESPACE))
        .isEqualTo(
            new HealthCheck(
                Subject.NAMESPACE,
                Level.ERROR,
                "The cluster has more than one Velero: in backup, old, velero.",
                "Set SIGNALBOX_VELERO_NAMESPACE to the namespace of the one that saves this"
                    + " installation.",
                "kubectl get backupstoragelocations.velero.io --all-namespaces"));

    installations = new Installations(Set.of("velero", "backup"), true);
    assertThat(health().check(Subject.NAMESPACE))
        .isEqualTo(
            HealthCheck.ok(
                Subject.NAMESPACE,
                "Signalbox uses the Velero in backup, as set in SIGNALBOX_VELERO_NAMESPACE."
                    + " The cluster has another one in velero."));
  }

  @ParameterizedTest
  @CsvSource({"false, Set SIGNALBOX_VELERO_NAMESPACE", "true, Correct SIGNALBOX_VELERO_NAMESPACE"})
  void namesTheNamespaceOfVeleroIfItIsAnotherOne(boolean isChosen, String remedy) {
    installations = new Installations(Set.of("velero"), isChosen);

    HealthCheck check = health().check(Subject.NAMESPACE);
    assertThat(check.level()).isEqualTo(Level.ERROR);
    assertThat(check.finding()).contains("a Velero in velero, but none in backup");
    assertThat(check.remedy()).startsWith(remedy);
  }

  @Test
  void knowsNoOtherNamespacesWithoutThePermission() {
    installations = new Installations(null, false);

    assertThat(health().check(Subject.NAMESPACE).level()).isEqualTo(Level.UNKNOWN);
  }

  @Test
  void namesAServerThatIsDown() {
    server = server(0, "ImagePullBackOff", false);

    assertThat(health().check(Subject.SERVER))
        .isEqualTo(
            new HealthCheck(
                Subject.SERVER,
                Level.ERROR,
                "The server is not running: ImagePullBackOff.",
                "Check its log and events.",
                "kubectl logs deployment/velero --namespace backup"));
    assertThat(health().check(Subject.RESPONSE).level()).isEqualTo(Level.UNKNOWN);
  }

  @Test
  void namesAMissingOrFailingServer() {
    server = null;
    assertThat(health().check(Subject.SERVER).level()).isEqualTo(Level.ERROR);

    server = server(1, "", true);
    assertThat(health().check(Subject.SERVER).level()).isEqualTo(Level.WARNING);
  }

  @Test
  void namesAServerThatDoesNotRespond() {
    status = null;

    assertThat(health().check(Subject.RESPONSE).level()).isEqualTo(Level.WARNING);
    assertThat(health().check(Subject.PLUGIN).level()).isEqualTo(Level.UNKNOWN);
  }

  @Test
  void namesAMissingPlugin() {
    status = status("gcp");

    assertThat(health().check(Subject.PLUGIN).finding())
        .isEqualTo("The plugin for aws is not installed.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Available | ReadOnly | | ERROR | default is read-only.",
        "'' | ReadWrite | | WARNING | default has not been validated yet.",
        "Unavailable | ReadWrite | NoSuchBucket: x | ERROR | default is unavailable: NoSuchBucket:"
            + " x",
        "Unavailable | ReadWrite | | ERROR | default is unavailable.",
        "Odd | ReadWrite | | ERROR | default is unavailable.",
      })
  void namesAnUnusableLocation(
      String phase, String mode, @Nullable String message, Level level, String finding) {
    locations = List.of(location(phase, mode, message == null ? "" : message));

    assertThat(health().check(Subject.STORAGE_LOCATION).level()).isEqualTo(level);
    assertThat(health().check(Subject.STORAGE_LOCATION).finding()).isEqualTo(finding);
  }

  @Test
  void givesTheRemedyOfTheErrorOfALocation() {
    locations = List.of(location("Unavailable", "ReadWrite", "NoSuchBucket"));
    assertThat(health().check(Subject.STORAGE_LOCATION).remedy())
        .contains("Configured: bucket b, region r.");

    capabilities = new VeleroCapabilities(VeleroVersions.V1_9.served(), Set.of());
    assertThat(health().check(Subject.STORAGE_LOCATION).remedy()).contains("log of the server");
  }

  @Test
  void requiresOneUsableLocation() {
    locations =
        List.of(location("Unavailable", "ReadWrite", ""), location("Available", "ReadWrite", ""));
    assertThat(health().check(Subject.STORAGE_LOCATION).level()).isEqualTo(Level.OK);

    locations = List.of();
    assertThat(health().check(Subject.STORAGE_LOCATION).level()).isEqualTo(Level.ERROR);
  }

  @ParameterizedTest
  @CsvSource({"PRESENT, OK", "MISSING, WARNING", "UNKNOWN, UNKNOWN"})
  void checksTheCredentials(SecretState state, Level level) {
    credentials = state;

    assertThat(health().check(Subject.CREDENTIALS).level()).isEqualTo(level);
  }

  @Test
  void namesNodesWithoutAnAgentAndTheReasonOfTheScheduler() {
    nodes = Set.of("node-1", "node-2");
    agents =
        List.of(agent("node-1", true, ""), agent("node-2", false, "0/2 nodes: Insufficient cpu."));

    assertThat(health().check(Subject.NODE_AGENTS).level()).isEqualTo(Level.ERROR);
    assertThat(health().check(Subject.NODE_AGENTS).finding())
        .isEqualTo("No ready node agent on node-2. 0/2 nodes: Insufficient cpu.");
  }

  @Test
  void warnsOfNodesWithoutVolumes() {
    agents = List.of(agent("node-1", true, ""), agent("node-2", false, ""));

    assertThat(health().check(Subject.NODE_AGENTS).level()).isEqualTo(Level.WARNING);
  }

  @Test
  void acceptsBothAgentsDuringAnUpgrade() {
    agents = List.of(agent("node-1", false, "Terminating"), agent("node-1", true, ""));

    assertThat(health().check(Subject.NODE_AGENTS).level()).isEqualTo(Level.OK);
  }

  @Test
  void namesTheFlagThatInstallsAgents() {
    agents = List.of();
    assertThat(health().check(Subject.NODE_AGENTS).remedy()).contains("--use-node-agent");

    capabilities = VeleroVersions.V1_9;
    assertThat(health().check(Subject.NODE_AGENTS).remedy()).contains("--use-restic");
  }

  @Test
  void limitsTheListOfNodes() {
    nodes = Set.of("n1", "n2", "n3", "n4", "n5", "n6", "n7");

    assertThat(health().check(Subject.NODE_AGENTS).finding())
        .startsWith("No ready node agent on n1, n2, n3, n4, n5 and 2 more.");
  }

  @ParameterizedTest
  @CsvSource({
    "NotReady, 11:00, ERROR",
    "Ready, 08:00, WARNING",
    "Ready, 11:00, OK",
    "'', 11:00, OK"
  })
  void checksRepositories(String phase, String maintained, Level level) {
    repositories = List.of(repository(phase, maintained));

    assertThat(health().check(Subject.REPOSITORIES).level()).isEqualTo(level);
  }

  private VeleroHealth health() {
    return VeleroHealth.of(
        new HealthInput(
            "backup",
            installations,
            api,
            capabilities,
            server,
            status,
            locations,
            credentials,
            agents,
            nodes,
            repositories,
            NOW));
  }

  private static VeleroServer server(int available, String reason, boolean outOfMemory) {
    return new VeleroServer(
        "backup",
        "velero",
        "velero/velero:v1.18.1",
        1,
        available,
        reason,
        null,
        outOfMemory,
        "",
        null);
  }

  private static ServerStatus status(String provider) {
    return ServerStatus.read(
        json(
            ("{'status':{'phase':'Processed','serverVersion':'v1.18.1','plugins':["
                    + "{'name':'velero.io/%s','kind':'ObjectStore'}]}}")
                .formatted(provider)));
  }

  private static StorageLocation location(String phase, String mode, String message) {
    return StorageLocation.read(
        json(
            ("{'metadata':{'name':'default'},'spec':{'provider':'aws','accessMode':'%s',"
                    + "'objectStorage':{'bucket':'b'},'config':{'region':'r'}},"
                    + "'status':{'phase':'%s','message':'%s'}}")
                .formatted(mode, phase, message)));
  }

  private static NodeAgent agent(String node, boolean ready, String reason) {
    return new NodeAgent("agent-" + node, node, ready, reason);
  }

  private static BackupRepository repository(String phase, String maintained) {
    return BackupRepository.read(
        json(
            ("{'spec':{'volumeNamespace':'app','maintenanceFrequency':'1h0m0s'},"
                    + "'status':{'phase':'%s','lastMaintenanceTime':'2026-11-30T%s:00Z'}}")
                .formatted(phase, maintained)));
  }
}
