/** What only the launcher's jar holds: faster starts for the command line, nothing for those who embed Parley. */
@NullMarked
package dev.parley.launcher;

import org.jspecify.annotations.NullMarked;
