namespace Orchestrator.Runtime;

/// <summary>
/// Control characters other than tab and line breaks, halves of characters and non-characters: nobody sees them, some databases
/// and exports cannot keep them. Marks that turn the direction of writing make a text read differently from what it is. All are
/// refused wherever text comes in.
/// </summary>
public static class HiddenCharacters
{
    /// <summary>The first one in the text, null when there is none.</summary>
    public static char? In(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (char.IsHighSurrogate(letter) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(letter) || (char.IsControl(letter) && letter is not ('\t' or '\n' or '\r'))
                || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF')
            {
                return letter;
            }
        }

        return null;
    }
}
