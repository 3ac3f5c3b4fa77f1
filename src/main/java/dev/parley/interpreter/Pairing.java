package dev.parley.interpreter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The largest set of pairs between wanted and present lines where each is used once, found by augmenting paths: a loose
 * pattern must not take the line that a strict one needs.
 *
 * @param unmatchedLeft wanted lines that no present one is left for
 * @param unmatchedRight present lines that no wanted one is left for
 */
record Pairing(List<Integer> unmatchedLeft, List<Integer> unmatchedRight) {
    static Pairing of(int left, int right, BiPredicate<Integer, Integer> fits) {
        boolean[][] edges = new boolean[left][right];
        for (int l = 0; l < left; l++) {
            for (int r = 0; r < right; r++) {
                edges[l][r] = fits.test(l, r);
            }
        }
        int[] partner = new int[right];
        Arrays.fill(partner, -1);
        List<Integer> withoutLine = new ArrayList<>();
        for (int l = 0; l < left; l++) {
            if (!augment(l, edges, partner, new boolean[right])) {
                withoutLine.add(l);
            }
        }
        List<Integer> unused = new ArrayList<>();
        for (int r = 0; r < right; r++) {
            if (partner[r] < 0) {
                unused.add(r);
            }
        }
        return new Pairing(withoutLine, unused);
    }

    private static boolean augment(int left, boolean[][] edges, int[] partner, boolean[] tried) {
        for (int r = 0; r < partner.length; r++) {
            if (edges[left][r] && !tried[r]) {
                tried[r] = true;
                if (partner[r] < 0 || augment(partner[r], edges, partner, tried)) {
                    partner[r] = left;
                    return true;
                }
            }
        }
        return false;
    }
}
