package dev.signalbox.audit.archive;

import dev.signalbox.sandbox.RunningConsole;

/** Archives at once what would be archived within the hour. */
public final class Archiving {

  private Archiving() {}

  public static void now(RunningConsole console) {
    console.part(Archiver.class).work();
  }

  /** How many events the files hold. */
  public static long events(RunningConsole console) {
    return console.part(Archives.class).parts().stream()
        .mapToLong(part -> part.manifest().events())
        .sum();
  }
}
