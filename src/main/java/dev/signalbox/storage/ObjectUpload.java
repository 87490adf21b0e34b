package dev.signalbox.storage;

import java.io.OutputStream;

/** An object that is being written; not readable until it is finished. */
public abstract class ObjectUpload extends OutputStream {

  /** Completes the object: it is readable and durable afterwards. */
  public abstract void finish();

  /** Discards the object unless it is finished. */
  @Override
  public abstract void close();
}
