package dev.signalbox.storage;

import dev.signalbox.remote.RemoteSystemException;
import java.io.InputStream;

/**
 * Stores objects under names with slashes. Writes are atomic: an object is complete or does not
 * exist. All methods throw {@link RemoteSystemException} if the storage fails.
 */
public interface ObjectStore {

  /** Describes the storage for users, such as "the bucket audit". */
  String location();

  /** Starts writing an object, which exists once {@link ObjectUpload#finish()} returns. */
  ObjectUpload startUpload(String name);

  /**
   * Reads an object.
   *
   * @param from offset of the first byte to read, 0 for the whole object
   * @throws RemoteSystemException.NotFound if it does not exist
   */
  InputStream open(String name, long from);
}
