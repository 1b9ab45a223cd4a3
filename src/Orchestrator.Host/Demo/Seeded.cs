using System.Text;

namespace Orchestrator.Host.Demo;

/// <summary>Choices that look like chance and are always the same: drawn from the words that name the thing, so no choice
/// depends on the order in which others were made.</summary>
internal static class Seeded
{
    public static int Below(int bound, params ReadOnlySpan<object> of) => (int)(Hash(of) % (uint)bound);

    public static T Pick<T>(IReadOnlyList<T> from, params ReadOnlySpan<object> of) => from[Below(from.Count, of)];

    /// <summary>So many different items of a list, in a seeded order.</summary>
    public static IEnumerable<T> Some<T>(IReadOnlyList<T> from, int count, params ReadOnlySpan<object> of)
    {
        var seed = Hash(of);
        return from.Select((item, index) => (item, Order: Hash([seed, index]))).OrderBy(entry => entry.Order).Take(count).Select(entry => entry.item).ToList();
    }

    // FNV-1a with a final mix.
    private static uint Hash(ReadOnlySpan<object> of)
    {
        var hash = 2166136261u;
        foreach (var part in of)
        {
            foreach (var one in Encoding.UTF8.GetBytes(FormattableString.Invariant($"{part}|")))
            {
                hash = (hash ^ one) * 16777619u;
            }
        }

        hash ^= hash >> 16;
        hash *= 2246822519u;
        hash ^= hash >> 13;
        hash *= 3266489917u;
        return hash ^ (hash >> 16);
    }
}
