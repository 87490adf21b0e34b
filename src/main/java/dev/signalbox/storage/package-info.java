/** Where files are kept that outlive the database: a folder. */
@NullMarked
package dev.signalbox.storage;

import org.jspecify.annotations.NullMarked;
