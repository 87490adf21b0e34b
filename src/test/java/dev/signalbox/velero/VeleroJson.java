package dev.signalbox.velero;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON of test cases, with single quotes instead of double quotes. */
public final class VeleroJson {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private VeleroJson() {}

  public static JsonNode json(String text) {
    return MAPPER.readTree(text.replace('\'', '"'));
  }

  /** Returns a backup with a status. */
  public static Backup backup(String name, String phase, String startedAt) {
    return Backup.read(
        json(
            "{'metadata':{'namespace':'velero','name':'%s','uid':'uid-%s'},".formatted(name, name)
                + "'status':{'phase':'%s','startTimestamp':'%s'}}".formatted(phase, startedAt)));
  }
}
