using System.Buffers;
using System.Text;
using System.Text.Json;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Values;

public sealed class JsonTextSpecs
{
    [Fact]
    public void Names_that_come_again_are_read_right_even_where_they_fall_on_one_place()
    {
        // More names than there are places, so that many share one.
        for (var again = 0; again < 2; again++)
        {
            for (var n = 0; n < 5_000; n++)
            {
                ((JsObject)JsonText.Parse($$"""{"名{{n}}":{{n}},"tab\t{{n}}":true}""")!).Names.ShouldBe([$"名{n}", $"tab\t{n}"]);
            }
        }
    }

    [Fact]
    public void A_name_in_two_pieces_of_the_input_is_one_name()
    {
        var one = new Piece("""{"na"""u8.ToArray(), null);
        var two = one.Then("""me":"张三"}"""u8.ToArray());
        var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(one, 0, two, two.Memory.Length));
        reader.Read();

        ((JsObject)JsonText.Read(ref reader)!)["name"].ShouldBe("张三");
    }

    [Fact]
    public void A_text_written_while_another_is_being_written_disturbs_neither()
    {
        using var outer = JsonScratch.Take();
        outer.Writer.WriteStartArray();
        JsonText.Write(JsObject.Of(("内", 1.0))).ShouldBe("""{"内":1}""");
        outer.Writer.WriteNumberValue(2);
        outer.Writer.WriteEndArray();

        outer.ToString().ShouldBe("[2]");
    }

    [Fact]
    public void What_could_not_be_written_leaves_nothing_behind()
    {
        var endless = new JsArray();
        endless.Items.Add(endless);

        Should.Throw<InvalidOperationException>(() => JsonText.Write(endless));
        JsonText.Write("好").ShouldBe("\"好\"");
        JsonText.WriteBytes(JsArray.Of(1.0, null, true)).ShouldBe(Encoding.UTF8.GetBytes("[1,null,true]"));
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte[] bytes, Piece? before)
        {
            Memory = bytes;
            RunningIndex = before is null ? 0 : before.RunningIndex + before.Memory.Length;
        }

        public Piece Then(byte[] bytes)
        {
            var next = new Piece(bytes, this);
            Next = next;
            return next;
        }
    }
}
