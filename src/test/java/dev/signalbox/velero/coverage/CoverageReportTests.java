package dev.signalbox.velero.coverage;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupSpec;
import dev.signalbox.velero.NodeAgent;
import dev.signalbox.velero.coverage.VolumeCoverage.Method;
import dev.signalbox.velero.coverage.VolumeCoverage.NotSaved;
import dev.signalbox.velero.coverage.VolumeCoverage.Reason;
import dev.signalbox.velero.coverage.VolumeCoverage.Saved;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One claim, data-postgres-0 in the namespace app, used by the pod postgres-0 as volume data. */
class CoverageReportTests {

  private static final NodeAgent READY = agent("node-1", true, "");

  @Test
  void savesFilesOfAllVolumesByDefault() {
    assertThat(verdict("'defaultVolumesToFsBackup':true", pod("", "Running"), READY))
        .isEqualTo(new Saved(Method.FILE_SYSTEM));
    assertThat(verdict("'defaultVolumesToRestic':true", pod("", "Running"), READY))
        .isEqualTo(new Saved(Method.FILE_SYSTEM));
  }

  @Test
  void savesFilesOfAnnotatedVolumes() {
    String annotation = "'backup.velero.io/backup-volumes':'other, data'";

    assertThat(verdict("", pod(annotation, "Running"), READY))
        .isEqualTo(new Saved(Method.FILE_SYSTEM));
  }

  @Test
  void namesTheAnnotationThatAddsAVolume() {
    assertThat(notSaved("", pod("'backup.velero.io/backup-volumes':'wal'", "Running"), READY))
        .returns(Reason.NOT_ANNOTATED, NotSaved::reason)
        .returns(
            new AnnotationFix(
                "app",
                "postgres-0",
                "StatefulSet",
                "postgres",
                "backup.velero.io/backup-volumes",
                "wal,data"),
            NotSaved::fix);
  }

  @Test
  void namesTheAnnotationThatExcludesAVolume() {
    String spec = "'defaultVolumesToFsBackup':true";
    String key = "backup.velero.io/backup-volumes-excludes";

    assertThat(notSaved(spec, pod("'" + key + "':'data,tmp'", "Running"), READY))
        .returns(Reason.EXCLUDED_BY_ANNOTATION, NotSaved::reason)
        .returns(
            new AnnotationFix("app", "postgres-0", "StatefulSet", "postgres", key, "tmp"),
            NotSaved::fix);
    assertThat(notSaved(spec, pod("'" + key + "':'data'", "Running"), READY).fix())
        .returns(null, AnnotationFix::value);
  }

  /** The opt-in annotation has no effect with the default, and the opt-out none without it. */
  @Test
  void ignoresTheAnnotationOfTheOtherMode() {
    String optOut = "'backup.velero.io/backup-volumes-excludes':'data'";
    String both = optOut + ",'backup.velero.io/backup-volumes':'data'";

    assertThat(verdict("", pod(both, "Running"), READY)).isInstanceOf(Saved.class);
    assertThat(notSaved("'defaultVolumesToFsBackup':true", pod(both, "Running"), READY).reason())
        .isEqualTo(Reason.EXCLUDED_BY_ANNOTATION);
  }

  @ParameterizedTest
  @CsvSource({"Pending", "Succeeded", "Failed", "''"})
  void requiresARunningPod(String phase) {
    assertThat(notSaved("'defaultVolumesToFsBackup':true", pod("", phase), READY).reason())
        .isEqualTo(Reason.NO_RUNNING_POD);
  }

  @Test
  void requiresANodeAgentOnTheNode() {
    String spec = "'defaultVolumesToFsBackup':true";

    assertThat(notSaved(spec, pod("", "Running"), agent("node-2", true, "")).explanation())
        .isEqualTo("There is no node agent on node-1.");
    assertThat(
            notSaved(spec, pod("", "Running"), agent("node-1", false, "0/4 nodes: 4 Insufficient"))
                .explanation())
        .isEqualTo("The node agent agent-1 on node-1 is not ready: 0/4 nodes: 4 Insufficient");
  }

  @Test
  void acceptsOneReadyAgentDuringAnUpgrade() {
    CoverageReport report =
        report(
            "'defaultVolumesToFsBackup':true",
            Set.of(),
            List.of(pod("", "Running")),
            List.of(agent("node-1", false, "Terminating"), READY));

    assertThat(report.notSaved()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'includedNamespaces':['other'] | NAMESPACE_NOT_INCLUDED",
        "'excludedNamespaces':['app'] | NAMESPACE_NOT_INCLUDED",
        "'includedResources':['deployments'] | RESOURCE_NOT_INCLUDED",
        "'excludedResources':['pvc'] | RESOURCE_NOT_INCLUDED",
        "'labelSelector':{'matchLabels':{'app':'redis'}} | NOT_SELECTED",
        "'excludedResources':['pods'] | NO_RUNNING_POD",
      })
  void respectsTheScopeOfTheBackup(String spec, Reason reason) {
    assertThat(
            notSaved("'defaultVolumesToFsBackup':true," + spec, pod("", "Running"), READY).reason())
        .isEqualTo(reason);
  }

  @Test
  void selectsByAnyOfSeveralSelectors() {
    String spec =
        "'defaultVolumesToFsBackup':true,'orLabelSelectors':[{'matchLabels':{'app':'redis'}},"
            + "{'matchExpressions':[{'key':'app','operator':'Exists'}]}]";

    assertThat(verdict(spec, pod("", "Running"), READY)).isInstanceOf(Saved.class);
  }

  @Test
  void savesOtherVolumesBySnapshot() {
    List<PodVolumes> noPods = List.of();

    assertThat(report("", Set.of("ssd"), noPods, List.of()).volumes().getFirst().verdict())
        .isEqualTo(new Saved(Method.SNAPSHOT));
    assertThat(report("'snapshotVolumes':false", Set.of("ssd"), noPods, List.of()).notSaved())
        .hasSize(1);
    assertThat(report("", Set.of("hdd"), noPods, List.of()).notSaved()).hasSize(1);
  }

  @Test
  void choosesAPodThatSavesTheClaim() {
    CoverageReport report =
        report(
            "'defaultVolumesToFsBackup':true",
            Set.of(),
            List.of(pod("", "Failed"), pod("", "Running")),
            List.of(READY));

    assertThat(report.saved()).hasSize(1);
  }

  @Test
  void listsHostPathVolumes() {
    PodVolumes pod =
        PodVolumes.read(
            json(
                "{'metadata':{'namespace':'app','name':'p'},"
                    + "'spec':{'volumes':[{'name':'logs','hostPath':{'path':'/var'}},"
                    + "{'name':'tmp','emptyDir':{}}]}}"));

    assertThat(report("", Set.of(), List.of(pod), List.of()).unsavedPodVolumes())
        .containsExactly(new CoverageReport.HostPathVolume("app", "p", "logs"));
  }

  private static VolumeCoverage.Verdict verdict(String spec, PodVolumes pod, NodeAgent agent) {
    return report(spec, Set.of(), List.of(pod), List.of(agent)).volumes().getFirst().verdict();
  }

  private static NotSaved notSaved(String spec, PodVolumes pod, NodeAgent agent) {
    return (NotSaved) verdict(spec, pod, agent);
  }

  private static CoverageReport report(
      String spec, Set<String> classes, List<PodVolumes> pods, List<NodeAgent> agents) {
    return CoverageReport.of(new CoverageInput(spec(spec), classes, claims(), pods, agents));
  }

  private static BackupSpec spec(String fields) {
    return Backup.read(json("{'spec':{" + fields + "}}")).spec();
  }

  private static List<VolumeClaim> claims() {
    return List.of(
        VolumeClaim.read(
            json(
                "{'metadata':{'namespace':'app','name':'data-postgres-0','uid':'c1',"
                    + "'labels':{'app':'postgres'}},'spec':{'storageClassName':'ssd'},"
                    + "'status':{'phase':'Bound'}}")));
  }

  private static PodVolumes pod(String annotations, String phase) {
    return PodVolumes.read(
        json(
            "{'metadata':{'namespace':'app','name':'postgres-0','labels':{'app':'postgres'},"
                + ("'annotations':{" + annotations + "},")
                + "'ownerReferences':[{'kind':'StatefulSet','name':'postgres','controller':true}]},"
                + "'spec':{'nodeName':'node-1','volumes':[{'name':'data',"
                + "'persistentVolumeClaim':{'claimName':'data-postgres-0'}}]},"
                + "'status':{'phase':'%s'}}".formatted(phase)));
  }

  private static NodeAgent agent(String node, boolean ready, String reason) {
    return new NodeAgent("agent-1", node, ready, reason);
  }
}
