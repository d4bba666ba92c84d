// Reads the metadata properties of an ONNX file, which onnxruntime-web does not give out.

const METADATA_PROPS = 14;            // of ModelProto, messages of key (1) and value (2)
const LENGTH_DELIMITED = 2;

// Calls back with the number and the bytes of each length-delimited field of a protobuf message.
function fields(bytes, callback) {
  let at = 0;
  const varint = () => {
    let value = 0, scale = 1, byte;
    do { byte = bytes[at++]; value += (byte & 127) * scale; scale *= 128; } while (byte > 127);
    return value;
  };
  while (at < bytes.length) {
    const tag = varint();
    switch (tag & 7) {
      case 0: varint(); break;
      case 1: at += 8; break;
      case LENGTH_DELIMITED: {
        const length = varint();
        callback(Math.floor(tag / 8), bytes.subarray(at, at + length));
        at += length;
        break;
      }
      case 5: at += 4; break;
      default: throw new Error("the file is not an ONNX model");
    }
  }
}

// The properties as an object; a model of other origin may have none.
export function metadata(bytes) {
  const text = new TextDecoder();
  const properties = {};
  fields(bytes, (field, message) => {
    if (field !== METADATA_PROPS) return;
    const entry = {};
    fields(message, (part, value) => { entry[part] = text.decode(value); });
    properties[entry[1]] = entry[2] ?? "";
  });
  return properties;
}

// Percent-encoded names, separated by commas.
export const names = (text) => (text ? text.split(",").map(decodeURIComponent) : []);

// Percent-encoded pairs name=value, separated by spaces.
export const pairs = (text) => Object.fromEntries((text ? text.split(" ") : []).map((pair) => {
  const split = pair.indexOf("=");
  return [decodeURIComponent(pair.slice(0, split)), decodeURIComponent(pair.slice(split + 1))];
}));
