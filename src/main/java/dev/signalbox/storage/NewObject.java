package dev.signalbox.storage;

import java.io.OutputStream;

/** A file that is being written, of which nobody sees anything until it is finished. */
public abstract class NewObject extends OutputStream {

  /** Everything is written: it is there from now on, also after a loss of power. */
  public abstract void finish();

  /** Gives up what was not finished. */
  @Override
  public abstract void close();
}
