package dev.signalbox.testing;

import java.nio.file.Path;

/** The process that runs the tests. Processes run in parallel and must not share anything. */
final class TestFork {

  /** Number of this process, from 1. A value that is not a number fails all its tests. */
  static final int NUMBER = Integer.parseInt(System.getProperty("fork.number", "1"));

  private TestFork() {}

  /** Returns the path of a file or folder of this process, which need not exist. */
  static Path path(String name) {
    return Path.of("target", name + "-" + NUMBER).toAbsolutePath();
  }
}
