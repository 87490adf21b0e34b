/** What must not lie below the console's own package, where every entity would become a table. */
@NullMarked
package dev.breaches;

import org.jspecify.annotations.NullMarked;
