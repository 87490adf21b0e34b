package dev.signalbox.velero.client;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.informer.CacheDefinition;
import dev.signalbox.kubernetes.informer.ResourceCaches;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupRepository;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.DeleteBackupRequest;
import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.ResourceMetadata;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.VolumeRestore;
import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.installation.InstallationCaches;
import dev.signalbox.velero.installation.InstallationCaches.StorageCapacity;
import dev.signalbox.velero.installation.InstallationCaches.StorageClass;
import dev.signalbox.velero.installation.InstallationService;
import dev.signalbox.velero.installation.InstallationWorkload;
import dev.signalbox.velero.state.VeleroCaches;
import dev.signalbox.velero.state.VeleroPod;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.velero.state.VeleroWorkload;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** Declares the caches of Velero's resources and of the objects that it saves. */
@Configuration(proxyBeanMethods = false)
class VeleroCacheConfiguration {

  private static final ResourceKind PODS = ResourceKind.namespaced("", "v1", "pods", "Pod");
  private static final ResourceKind NODES = ResourceKind.clusterScoped("", "v1", "nodes", "Node");
  private static final ResourceKind STORAGE_CLASSES =
      ResourceKind.clusterScoped("storage.k8s.io", "v1", "storageclasses", "StorageClass");

  /** In the namespaces of the drivers, but read from the whole cluster. */
  private static final ResourceKind CAPACITIES =
      ResourceKind.clusterScoped(
          "storage.k8s.io", "v1", "csistoragecapacities", "CSIStorageCapacity");

  private static final ResourceKind DEPLOYMENTS =
      ResourceKind.namespaced("apps", "v1", "deployments", "Deployment");
  private static final ResourceKind SERVICES =
      ResourceKind.namespaced("", "v1", "services", "Service");
  private static final ResourceKind DAEMON_SETS =
      ResourceKind.namespaced("apps", "v1", "daemonsets", "DaemonSet");

  @Bean
  VeleroCaches veleroCaches(ResourceCaches caches, ClusterConnection cluster) {
    Factory velero = new Factory(caches, cluster.veleroNamespace());
    Factory installation = new Factory(caches, cluster.installationNamespace());
    return new VeleroCaches(
        velero.cache(VeleroResource.BACKUP, Backup::read),
        velero.cache(VeleroResource.SCHEDULE, BackupSchedule::read),
        velero.cache(VeleroResource.RESTORE, Restore::read),
        velero.cache(VeleroResource.BACKUP_STORAGE_LOCATION, StorageLocation::read),
        velero.cache(VeleroResource.DELETE_BACKUP_REQUEST, DeleteBackupRequest::read),
        velero.volumeBackups(VeleroResource.POD_VOLUME_BACKUP, VolumeBackup::ofPodVolumeBackup),
        velero.volumeBackups(VeleroResource.DATA_UPLOAD, VolumeBackup::ofDataUpload),
        velero.volumeRestores(VeleroResource.POD_VOLUME_RESTORE, VolumeRestore::ofPodVolumeRestore),
        velero.volumeRestores(VeleroResource.DATA_DOWNLOAD, VolumeRestore::ofDataDownload),
        velero.cache(VeleroResource.BACKUP_REPOSITORY, BackupRepository::read),
        velero.cache(VeleroResource.RESTIC_REPOSITORY, BackupRepository::read),
        installation.cache(PODS, PodVolumes::read),
        installation.cache(VolumeClaim.KIND, VolumeClaim::read),
        caches.create(
            definition(NODES, object -> ResourceMetadata.read(ResourceJson.of(object)))
                .publishing(VeleroState.TOPIC)),
        velero.cache(PODS, VeleroPod::read),
        velero.cache(DEPLOYMENTS, VeleroWorkload::readDeployment),
        velero.cache(DAEMON_SETS, VeleroWorkload::readDaemonSet));
  }

  @Bean
  InstallationCaches installationCaches(ResourceCaches caches, ClusterConnection cluster) {
    Factory installation = new Factory(caches, cluster.installationNamespace());
    return new InstallationCaches(
        installation.workloads(InstallationWorkload.Kind.DEPLOYMENT),
        installation.workloads(InstallationWorkload.Kind.STATEFUL_SET),
        installation.cache(SERVICES, InstallationService::read),
        caches.create(
            definition(STORAGE_CLASSES, StorageClass::read).publishing(VeleroState.TOPIC)),
        caches.create(definition(CAPACITIES, StorageCapacity::read).publishing(VeleroState.TOPIC)));
  }

  private static <T> CacheDefinition<GenericKubernetesResource, T> definition(
      ResourceKind kind, Function<JsonNode, T> reader) {
    return CacheDefinition.generic(
        kind, resource -> reader.apply(GenericResourceJson.of(resource)));
  }

  private record Factory(ResourceCaches caches, String namespace) {

    <T> ResourceCache<T> cache(VeleroResource resource, Function<JsonNode, T> reader) {
      return cache(resource.kind(), reader);
    }

    <T> ResourceCache<T> cache(ResourceKind kind, Function<JsonNode, T> reader) {
      return caches.create(inNamespace(kind, reader));
    }

    ResourceCache<InstallationWorkload> workloads(InstallationWorkload.Kind kind) {
      return cache(kind.resource(), object -> InstallationWorkload.read(kind, object));
    }

    ResourceCache<VolumeBackup> volumeBackups(
        VeleroResource resource, Function<JsonNode, VolumeBackup> reader) {
      return caches.create(
          inNamespace(resource.kind(), reader)
              .indexedBy(VeleroCaches.BY_BACKUP, volume -> List.of(volume.backupName())));
    }

    ResourceCache<VolumeRestore> volumeRestores(
        VeleroResource resource, Function<JsonNode, VolumeRestore> reader) {
      return caches.create(
          inNamespace(resource.kind(), reader)
              .indexedBy(VeleroCaches.BY_RESTORE, volume -> List.of(volume.restoreName())));
    }

    private <T> CacheDefinition<GenericKubernetesResource, T> inNamespace(
        ResourceKind kind, Function<JsonNode, T> reader) {
      return definition(kind, reader).inNamespace(namespace).publishing(VeleroState.TOPIC);
    }
  }
}
