/**
 * What maildrops hold, as data: read over POP3 without changing anything, kept in a file, compared with an earlier one.
 *
 * <p>Depends on {@code wire} and {@code server}. Read {@link dev.parley.inventory.Maildrop}, {@link
 * dev.parley.inventory.MaildropReader}, {@link dev.parley.inventory.InventoryFile}, {@link
 * dev.parley.inventory.MaildropComparison}.
 */
@NullMarked
package dev.parley.inventory;

import org.jspecify.annotations.NullMarked;
