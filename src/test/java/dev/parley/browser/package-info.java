/** Pages in a real browser. */
@NullMarked
package dev.parley.browser;

import org.jspecify.annotations.NullMarked;
