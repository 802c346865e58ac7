using System.Text.Json;

namespace MnistNotebooks.Runner.Tests.Stdio;

/// <summary>What is in the kernel's messages.</summary>
internal static class Messages
{
    extension(JsonElement message)
    {
        public string EventType => message.GetProperty("eventType").GetString()!;

        public JsonElement Event => message.GetProperty("event");

        /// <summary>The forms of an output by MIME type.</summary>
        public IEnumerable<KeyValuePair<string, string>> Forms => message.Event.GetProperty("formattedValues").EnumerateArray()
            .Select(form => KeyValuePair.Create(form.GetProperty("mimeType").GetString()!, form.GetProperty("value").GetString()!));
    }

    extension(JsonElement[] messages)
    {
        public JsonElement The(string eventType) => Assert.Single(messages, message => message.EventType == eventType).Event;

        /// <summary>Why the command failed.</summary>
        public string Failure => messages.The("CommandFailed").GetProperty("message").GetString()!;

        /// <summary>The value of the cell as text.</summary>
        public string Result => Assert.Single(messages, message => message.EventType == "ReturnValueProduced").Forms.Single().Value;

        /// <summary>What the cell printed.</summary>
        public string Printed => string.Concat(messages.Where(message => message.EventType == "StandardOutputValueProduced")
            .SelectMany(message => message.Forms).Select(form => form.Value));
    }
}
