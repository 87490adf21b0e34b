package dev.signalbox.audit.archive;

import dev.signalbox.testing.RunningConsole;

/** Archives without waiting for the schedule. */
public final class ArchiveFixture {

  private ArchiveFixture() {}

  public static void now(RunningConsole console) {
    console.bean(Archiver.class).run();
  }

  /** Returns the number of archived events. */
  public static long events(RunningConsole console) {
    return console.bean(ArchiveRepository.class).parts().stream()
        .mapToLong(part -> part.manifest().events())
        .sum();
  }
}
