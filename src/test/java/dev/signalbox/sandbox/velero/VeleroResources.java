package dev.signalbox.sandbox.velero;

import static dev.signalbox.sandbox.velero.SchemaBuilder.object;
import static dev.signalbox.sandbox.velero.SchemaBuilder.oneOf;
import static dev.signalbox.sandbox.velero.SchemaBuilder.resource;
import static dev.signalbox.sandbox.velero.SchemaBuilder.with;

import dev.signalbox.sandbox.kubernetes.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The CRDs of each Velero version, with the names and types of their fields. */
public final class VeleroResources {

  private static final String V1 = "velero.io/v1";
  private static final String V2 = "velero.io/v2alpha1";
  private static final String PROGRESS_STATUS =
      "phase:string path:string snapshotID:string message:string startTimestamp:string"
          + " completionTimestamp:string progress:object";

  private final VeleroVersion version;

  private VeleroResources(VeleroVersion version) {
    this.version = version;
  }

  /** Returns the CRDs that an installation of the version creates. */
  public static List<CustomResource> of(VeleroVersion version) {
    VeleroResources resources = new VeleroResources(version);
    return Stream.concat(resources.backups(), resources.infrastructure()).toList();
  }

  private Stream<CustomResource> backups() {
    ObjectNode schedule =
        object(
            "schedule:string useOwnerReferencesInBackup:boolean template"
                + since(VeleroVersion.V1_14, " paused:boolean skipImmediately:boolean"),
            "schedule",
            "template");
    String restore =
        "backupName:string scheduleName:string includedNamespaces:array excludedNamespaces:array"
            + " includedResources:array excludedResources:array namespaceMapping labelSelector"
            + " restorePVs:boolean includeClusterResources:boolean preserveNodePorts:boolean hooks"
            + since(
                VeleroVersion.V1_9,
                " existingResourcePolicy:string orLabelSelectors:array restoreStatus")
            + since(
                VeleroVersion.V1_14,
                " itemOperationTimeout:string resourceModifier writeSparseFiles uploaderConfig");
    ObjectNode restoreSpec =
        version.atLeast(VeleroVersion.V1_14) ? object(restore) : object(restore, "backupName");
    return Stream.of(
        new CustomResource(
            V1,
            "backups",
            "Backup",
            resource(
                backupSpec(),
                object(
                    "phase:string version:integer formatVersion:string expiration:string"
                        + " startTimestamp:string completionTimestamp:string"
                        + " validationErrors:array progress:object warnings:integer"
                        + " errors:integer failureReason:string volumeSnapshotsAttempted:integer"
                        + " volumeSnapshotsCompleted:integer csiVolumeSnapshotsAttempted:integer"
                        + " csiVolumeSnapshotsCompleted:integer"
                        + since(
                            VeleroVersion.V1_14,
                            " backupItemOperationsAttempted:integer"
                                + " backupItemOperationsCompleted:integer"
                                + " backupItemOperationsFailed:integer hookStatus:object")
                        + since(VeleroVersion.V1_18, " queuePosition:integer")))),
        new CustomResource(
            V1,
            "schedules",
            "Schedule",
            resource(
                with(schedule, "template", backupSpec()),
                object(
                    "phase:string lastBackup:string lastSkipped:string validationErrors:array"))),
        new CustomResource(
            V1,
            "restores",
            "Restore",
            resource(
                restoreSpec,
                object(
                    "phase:string validationErrors:array warnings:integer errors:integer"
                        + " failureReason:string startTimestamp:string"
                        + " completionTimestamp:string progress:object hookStatus:object"
                        + " restoreItemOperationsAttempted:integer"
                        + " restoreItemOperationsCompleted:integer"
                        + " restoreItemOperationsFailed:integer"))),
        new CustomResource(
            V1,
            "deletebackuprequests",
            "DeleteBackupRequest",
            resource(
                object("backupName:string", "backupName"), object("phase:string errors:array"))),
        new CustomResource(
            V1,
            "downloadrequests",
            "DownloadRequest",
            resource(
                with(
                    object("target", "target"),
                    "target",
                    with(
                        object("kind:string name:string", "kind", "name"),
                        "kind",
                        oneOf(downloadKinds(version)))),
                object("phase:string downloadURL:string expiration:string"))),
        new CustomResource(
            V1,
            "serverstatusrequests",
            "ServerStatusRequest",
            resource(
                object("unused"),
                object(
                    "phase:string processedTimestamp:string serverVersion:string"
                        + " plugins:array"))));
  }

  private ObjectNode backupSpec() {
    return object(
        "includedNamespaces:array excludedNamespaces:array includedResources:array"
            + " excludedResources:array labelSelector includeClusterResources:boolean"
            + " snapshotVolumes:boolean ttl:string hooks storageLocation:string"
            + " volumeSnapshotLocations:array orderedResources metadata"
            + " defaultVolumesToRestic:boolean"
            + since(VeleroVersion.V1_9, " orLabelSelectors:array csiSnapshotTimeout:string")
            + since(
                VeleroVersion.V1_14,
                " defaultVolumesToFsBackup:boolean includedClusterScopedResources:array"
                    + " excludedClusterScopedResources:array"
                    + " includedNamespaceScopedResources:array"
                    + " excludedNamespaceScopedResources:array itemOperationTimeout:string"
                    + " resourcePolicy snapshotMoveData:boolean datamover:string uploaderConfig")
            + since(VeleroVersion.V1_18, " volumeGroupSnapshotLabelKey:string"));
  }

  private Stream<CustomResource> infrastructure() {
    List<CustomResource> resources =
        new ArrayList<>(
            List.of(
                location("backupstoragelocations", "BackupStorageLocation"),
                new CustomResource(
                    V1,
                    "volumesnapshotlocations",
                    "VolumeSnapshotLocation",
                    resource(
                        object("provider:string config credential", "provider"),
                        object("phase:string"))),
                podVolume("podvolumebackups", "PodVolumeBackup", " node:string"),
                podVolume("podvolumerestores", "PodVolumeRestore", " snapshotID:string")));
    if (version.hasNodeAgent()) {
      resources.add(repository("backuprepositories", "BackupRepository", "repositoryType:string"));
      resources.add(dataMovement("datauploads", "DataUpload"));
      resources.add(dataMovement("datadownloads", "DataDownload"));
    } else {
      resources.add(
          repository("resticrepositories", "ResticRepository", "resticIdentifier:string"));
    }
    return resources.stream();
  }

  private CustomResource location(String plural, String kind) {
    return new CustomResource(
        V1,
        plural,
        kind,
        resource(
            with(
                object(
                    "provider:string default:boolean accessMode:string config credential"
                        + " validationFrequency:string backupSyncPeriod:string objectStorage",
                    "provider",
                    "objectStorage"),
                "objectStorage",
                object(
                    "bucket:string prefix:string caCert:string"
                        + since(VeleroVersion.V1_18, " caCertRef"),
                    "bucket")),
            object(
                "phase:string lastValidationTime:string lastSyncedTime:string accessMode:string"
                    + since(VeleroVersion.V1_9, " message:string"))));
  }

  private CustomResource podVolume(String plural, String kind, String own) {
    return new CustomResource(
        V1,
        plural,
        kind,
        resource(
            object(
                "backupStorageLocation:string pod volume:string repoIdentifier:string tags"
                    + own
                    + since(
                        VeleroVersion.V1_14,
                        " uploaderType:string uploaderSettings sourceNamespace:string")
                    + since(VeleroVersion.V1_18, " cancel:boolean")),
            object(
                PROGRESS_STATUS
                    + since(
                        VeleroVersion.V1_18,
                        " incrementalBytes:integer acceptedTimestamp:string node:string"))));
  }

  private static CustomResource repository(String plural, String kind, String own) {
    return new CustomResource(
        V1,
        plural,
        kind,
        resource(
            object(
                "backupStorageLocation:string maintenanceFrequency:string volumeNamespace:string "
                    + own),
            object(
                "phase:string message:string lastMaintenanceTime:string"
                    + " recentMaintenance:array")));
  }

  private static CustomResource dataMovement(String plural, String kind) {
    return new CustomResource(
        V2,
        plural,
        kind,
        resource(
            object("backupStorageLocation:string snapshotType:string cancel:boolean csiSnapshot"),
            object(PROGRESS_STATUS + " node:string")));
  }

  /** Returns what DownloadRequests can ask for. */
  static List<String> downloadKinds(VeleroVersion version) {
    List<String> kinds =
        new ArrayList<>(
            List.of(
                "BackupLog",
                "BackupContents",
                "BackupVolumeSnapshots",
                "BackupResourceList",
                "RestoreLog",
                "RestoreResults"));
    if (version.atLeast(VeleroVersion.V1_9)) {
      kinds.addAll(List.of("CSIBackupVolumeSnapshots", "CSIBackupVolumeSnapshotContents"));
    }
    if (version.atLeast(VeleroVersion.V1_14)) {
      kinds.addAll(
          List.of(
              "BackupItemOperations",
              "BackupResults",
              "RestoreResourceList",
              "RestoreItemOperations",
              "BackupVolumeInfos",
              "RestoreVolumeInfo"));
    }
    return kinds;
  }

  private String since(VeleroVersion first, String fields) {
    return version.atLeast(first) ? fields : "";
  }
}
