using System.Text;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Unicode code points in UTF-16 text. Lone surrogates are code points of their own, as in the language.</summary>
internal static class CodePoints
{
    public static void Append(StringBuilder text, int codePoint)
    {
        if (codePoint < 0x10000)
        {
            text.Append((char)codePoint);
            return;
        }

        text.Append((char)(0xD7C0 + (codePoint >> 10))).Append((char)(0xDC00 + (codePoint & 0x3FF)));
    }

    public static int At(string text, int index) =>
        IsPair(text, index) ? char.ConvertToUtf32(text[index], text[index + 1]) : text[index];

    public static int LengthAt(string text, int index) => IsPair(text, index) ? 2 : 1;

    private static bool IsPair(string text, int index) =>
        index + 1 < text.Length && char.IsHighSurrogate(text[index]) && char.IsLowSurrogate(text[index + 1]);
}
