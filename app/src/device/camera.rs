//! Photos: resized and encoded again, which leaves all metadata behind.

use super::js;
use domain::hex;
use js_sys::{ArrayBuffer, Promise, Uint8Array};
use sync::Photo;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// Longer edge of a photo, pixels: a crack in a wall stays visible, an upload stays small.
const EDGE_PX: f64 = 1600.0;

/// JPEG quality.
const QUALITY: f64 = 0.82;

/// The picture in `file`, at most [`EDGE_PX`] long, as a JPEG without metadata.
pub async fn photo(file: &Blob) -> Result<Photo, JsValue> {
    let window = js::window()?;
    let bitmap: ImageBitmap =
        JsFuture::from(window.create_image_bitmap_with_blob(file)?).await?.unchecked_into();
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (EDGE_PX / width.max(height)).min(1.0);
    let document = window.document().ok_or("no document")?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width((width * scale).round() as u32);
    canvas.set_height((height * scale).round() as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or("no canvas")?.unchecked_into();
    context.draw_image_with_image_bitmap_and_dw_and_dh(
        &bitmap,
        0.0,
        0.0,
        f64::from(canvas.width()),
        f64::from(canvas.height()),
    )?;
    bitmap.close();
    let bytes = bytes(jpeg(&canvas).await?).await?;
    Ok(Photo { sha256: hex::sha256(&bytes), bytes })
}

async fn jpeg(canvas: &HtmlCanvasElement) -> Result<Blob, JsValue> {
    let promise = Promise::new(&mut |done, failed| {
        let asked =
            canvas.to_blob_with_type_and_encoder_options(&done, "image/jpeg", &JsValue::from_f64(QUALITY));
        if let Err(error) = asked {
            let _ = failed.call1(&JsValue::NULL, &error);
        }
    });
    JsFuture::from(promise).await?.dyn_into()
}

async fn bytes(blob: Blob) -> Result<Vec<u8>, JsValue> {
    let buffer: ArrayBuffer = JsFuture::from(blob.array_buffer()).await?.unchecked_into();
    Ok(Uint8Array::new(&buffer).to_vec())
}
