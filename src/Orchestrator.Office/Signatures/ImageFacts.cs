using System.Buffers.Binary;

namespace Orchestrator.Office.Signatures;

/// <summary>What the bytes of a PNG or JPEG say about it; the name of a file and what a browser calls it are not believed.</summary>
public sealed record ImageFacts(string MediaType, int Width, int Height)
{
    private static ReadOnlySpan<byte> PngHead => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <returns>The facts, or the sentence that says why it is none that can be shown and printed.</returns>
    public static (ImageFacts? Facts, string? Problem) Read(ReadOnlySpan<byte> image) =>
        image.StartsWith(PngHead) ? Png(image)
        : image.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg(image)
        : (null, "只接受 PNG 或 JPEG 图片，这个文件的内容不是");

    // Chunks: length, type, data, checksum. The first is IHDR, the last IEND, and nothing comes after it.
    private static (ImageFacts?, string?) Png(ReadOnlySpan<byte> image)
    {
        (int Width, int Height) size = default;
        var drawn = false;
        for (var at = PngHead.Length; at + 12 <= image.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(image[at..]);
            var type = image.Slice(at + 4, 4);
            if (length > image.Length - at - 12)
            {
                break;
            }

            if (at == PngHead.Length)
            {
                if (!type.SequenceEqual("IHDR"u8) || length != 13)
                {
                    break;
                }

                size = (Side(image[(at + 8)..]), Side(image[(at + 12)..]));
            }

            if (type.SequenceEqual("acTL"u8))
            {
                return (null, "不接受动画图片");
            }

            drawn |= type.SequenceEqual("IDAT"u8);
            at += (int)length + 12;
            if (type.SequenceEqual("IEND"u8))
            {
                return !drawn ? Broken("PNG") : at == image.Length ? (new("image/png", size.Width, size.Height), null) : (null, "PNG 图片后面还有别的内容");
            }
        }

        return Broken("PNG");

        static int Side(ReadOnlySpan<byte> number) => (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(number));
    }

    // Segments with a length up to the frame header (SOF), which has the size; the picture ends with EOI.
    private static (ImageFacts?, string?) Jpeg(ReadOnlySpan<byte> image)
    {
        if (!image.EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]))
        {
            return Broken("JPEG");
        }

        for (var at = 2; at + 4 <= image.Length && image[at] == 0xFF;)
        {
            var marker = image[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(image[(at + 2)..]);
            if (length < 2 || at + 2 + length > image.Length)
            {
                break;
            }

            if (marker is 0xC0 or 0xC1 or 0xC2)
            {
                return length < 8 ? Broken("JPEG")
                    : image[at + 9] is not (1 or 3) ? (null, "不接受印刷用的 CMYK 图片，请另存为普通的 JPEG 或 PNG")
                    : (new("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(image[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(image[(at + 5)..])), null);
            }

            if (marker is >= 0xC3 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) or 0xDA)
            {
                break;
            }

            at += 2 + length;
        }

        return Broken("JPEG");
    }

    private static (ImageFacts?, string?) Broken(string kind) => (null, $"{kind} 图片不完整或已损坏");
}
