package dev.signalbox.velero.commands;

import dev.signalbox.kubernetes.client.FakeClusterConnection;
import tools.jackson.databind.json.JsonMapper;

/** The adapter of this package, for tests of other packages. */
public final class VeleroAdapter {

  private final KubernetesVeleroCommands commands;

  public VeleroAdapter(FakeClusterConnection connection) {
    commands =
        new KubernetesVeleroCommands(
            connection.calls(), connection.objects(), connection.probe(), JsonMapper.shared());
  }

  public BackupCommands backups() {
    return commands;
  }

  public ScheduleCommands schedules() {
    return commands;
  }

  public AnnotationCommands annotations() {
    return commands;
  }
}
