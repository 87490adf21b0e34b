package dev.signalbox.storage;

import dev.signalbox.outside.OutsideWorldException;
import java.io.InputStream;

/**
 * Keeps files under names with slashes. Nothing that stands there is ever overwritten by half: a
 * file is there as a whole or not at all. All of it throws {@link OutsideWorldException}.
 */
public interface ObjectStore {

  /** Where that is, in words for people. */
  String where();

  /** Begins a file; it is there once it is {@linkplain NewObject#finish() finished}. */
  NewObject begin(String name);

  /**
   * Reads a file.
   *
   * @param from the first byte to read, 0 for the whole file
   * @throws OutsideWorldException.Missing where there is none
   */
  InputStream open(String name, long from);
}
